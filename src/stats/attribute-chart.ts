import { type ChartPoint, type ControlChart, chartSignals, ENOUGH_POINTS, NEIGHBOURS_APART } from "./control-chart.ts";

/**
 * Whether the limits of a chart allow for more variation than chance.
 *
 * @category Control charts
 */
export interface AttributeChartOptions {
  /**
   * Whether the limits are Laney's (p′): those of chance, times how much more the periods differ from one to the next than
   * chance explains. For large samples, where nearly every point would else lie beyond the limits. Default `false`.
   */
  readonly laney?: boolean | undefined;
}

/**
 * A point of a chart of shares or net scores.
 *
 * @category Control charts
 */
export interface AttributePoint extends ChartPoint {
  /** How many people the point stands for: their effective number where they are weighted. */
  readonly size: number;
}

/**
 * A chart of shares or net scores, each with limits of its own size.
 *
 * @category Control charts
 */
export interface AttributeChart extends ControlChart<AttributePoint> {
  /**
   * How much more the periods differ from one to the next than chance explains, Laney's σ: 1 where chance explains it
   * all, 2 where they differ twice as much; `null` below two periods.
   */
  readonly dispersion: number | null;
  /** What was computed. */
  readonly definition: {
    /** The chart's name. */
    readonly metric: string;
    /** Whether the limits are Laney's. */
    readonly laney: boolean;
  };
}

/** A period: its value, `null` where nothing was counted, and how many people it stands for. */
export interface Period {
  readonly value: number | null;
  readonly size: number;
}

/** A scale: its ends, and how it is called. */
interface Scaled {
  readonly metric: string;
  readonly least: number;
  readonly most: number;
}

/** The chart of periods about a centre, whose value of one person has this standard deviation. */
export function attributeChart(
  periods: readonly Period[],
  centre: number,
  deviation: number,
  options: AttributeChartOptions,
  { metric, least, most }: Scaled,
): AttributeChart {
  const { laney = false } = options ?? {};
  if (typeof laney !== "boolean") throw new TypeError(`laney must be true or false, got ${String(laney)}`);
  const known = periods.filter(({ size }) => size > 0);
  const definition = { metric, laney };
  const shape = { count: known.length, fewPoints: known.length < ENOUGH_POINTS, definition };
  const without = (reason: string, dispersion: number | null): AttributeChart => ({
    centre: known.length > 0 ? centre : null,
    points: periods.map((period) => ({ ...period, lower: null, upper: null })),
    signals: [],
    dispersion,
    ...shape,
    reason,
  });
  if (known.length === 0) return without("nothing was counted", null);
  if (deviation === 0) return without("all answers agree", null);
  // Of periods that agree, rounding may leave one next to the centre, where it would lie on a side or beyond Laney's limits.
  const settled = (value: number) => (Math.abs(value - centre) <= 1e-12 * deviation ? centre : value);
  const scores = known.map(({ value, size }) => ((settled(value!) - centre) / deviation) * Math.sqrt(size));
  const steps = scores.slice(1).map((score, index) => Math.abs(score - scores[index]!));
  const dispersion =
    steps.length === 0 ? null : steps.reduce((sum, step) => sum + step, 0) / steps.length / NEIGHBOURS_APART;
  if (laney && dispersion === null) return without("Laney's limits need two periods", null);
  const reach = 3 * deviation * (laney ? dispersion! : 1);
  const limits = periods.map(({ value, size }) => {
    if (size === 0) return null;
    const half = reach / Math.sqrt(size);
    return { value: settled(value!), lower: centre - half, upper: centre + half };
  });
  return {
    centre,
    points: periods.map((period, index) => {
      const { lower, upper } = limits[index] ?? { lower: null, upper: null };
      return {
        ...period,
        lower: lower === null ? null : Math.max(least, lower),
        upper: upper === null ? null : Math.min(most, upper),
      };
    }),
    signals: chartSignals(centre, limits),
    dispersion,
    ...shape,
  };
}
