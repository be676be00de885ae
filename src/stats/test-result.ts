/**
 * What a test of no difference answers, where there is no interval to it.
 *
 * @category Uncertainty
 */
export interface TestResult<Method extends string = string> {
  /** p-value, 0 to 1: the chance of a sample as unlike "no difference" as this one, or more so; `null` where there is none. */
  readonly pValue: number | null;
  /** How it was found. */
  readonly method: Method;
  /** Why there is no p-value; only where there is none. */
  readonly reason?: string;
}
