import { expect } from "vitest";

const more = Symbol("…");

/** Stands where an example prints `…`: more fields, or more elements, may follow. */
export const rest: Iterable<unknown> & { readonly [more]: true } = {
  [more]: true,
  *[Symbol.iterator]() {
    yield more;
  },
};

/** A number, as near as the printed decimals tell: `0.49` is anything from 0.485 to 0.495. */
export function about(printed: string): unknown {
  const value = Number(printed);
  const [digits = "", exponent = "0"] = printed.toLowerCase().split("e");
  const unit = 10 ** (Number(exponent) - (digits.split(".")[1]?.length ?? 0));
  return {
    $$typeof: Symbol.for("jest.asymmetricMatcher"),
    asymmetricMatch: (actual: unknown) =>
      typeof actual === "number" && Math.abs(actual - value) <= unit * 0.5 + Math.abs(value) * 1e-15,
    toString: () => "about",
    toAsymmetricMatcher: () => `about ${printed}`,
  };
}

/** Asserts what an example prints after `=>` or `~>`. */
export function same(actual: unknown, printed: unknown): void {
  expect(shorten(actual, printed)).toStrictEqual(withoutRest(printed));
}

/** Asserts that an example throws this error, with these words in its message. */
export function fails(example: () => unknown, kind: ErrorConstructor, words = ""): void {
  let thrown: unknown;
  try {
    example();
  } catch (error) {
    thrown = error;
  }
  expect(thrown, "what the example throws").toBeInstanceOf(kind);
  expect((thrown as Error).constructor.name).toBe(kind.name);
  expect((thrown as Error).message).toContain(words);
}

/** Cuts from `actual` what `printed` leaves to its `…`. */
function shorten(actual: unknown, printed: unknown): unknown {
  if (Array.isArray(actual) && Array.isArray(printed)) {
    const kept = printed.at(-1) === more ? actual.slice(0, printed.length - 1) : actual;
    return kept.map((element, index) => shorten(element, printed[index]));
  }
  if (actual instanceof Map && printed instanceof Map) {
    return new Map([...actual].map(([key, value]) => [key, shorten(value, printed.get(key))]));
  }
  if (isPlain(actual) && isPlain(printed)) {
    const kept = Object.keys(actual).filter((key) => !(more in printed) || key in printed);
    return Object.fromEntries(kept.map((key) => [key, shorten(actual[key], printed[key])]));
  }
  return actual;
}

function withoutRest(printed: unknown): unknown {
  if (Array.isArray(printed)) return printed.filter((element) => element !== more).map(withoutRest);
  if (printed instanceof Map) return new Map([...printed].map(([key, value]) => [key, withoutRest(value)]));
  if (isPlain(printed)) return Object.fromEntries(Object.entries(printed).map(([k, v]) => [k, withoutRest(v)]));
  return printed;
}

function isPlain(value: unknown): value is Record<PropertyKey, unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !("$$typeof" in value)
  );
}
