import { type PeakEndOptions, peakEnd } from "../score/peak-end.ts";
import { makeWeighted } from "../stats/class-tally.ts";
import { addToMean, noMean } from "../stats/mean-tally.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { type EmotionCurveResult, readEmotionCurve } from "./emotion-curve-result.ts";
import { type EmotionCurveTally, mergeEmotionCurves, negativeShare } from "./emotion-curve-tally.ts";
import type { JourneyEvent, StageOf } from "./event.ts";
import type { Journey } from "./journey.ts";
import { type ModelFor, requireModel, type StageModel } from "./stage-model.ts";
import { type StageReading, stageRule, stagesInHand } from "./stage-visits.ts";
import {
  isNegative,
  meanScore,
  requireScore,
  type ScoreReading,
  scoreReader,
  scoresByTouchpoint,
} from "./touchpoint-scores.ts";
import { addToDistribution, noDistribution } from "./value-distribution.ts";
import { requireLeftTruncated } from "./whole-journeys.ts";

/**
 * How the experience along a journey is read.
 *
 * @typeParam Event - What the events are.
 * @typeParam Stage - The names of the stages.
 * @category Emotion curve
 */
export interface EmotionCurveOptions<Event extends JourneyEvent = JourneyEvent, Stage extends string = string>
  extends ScoreReading<Event>,
    PeakEndOptions,
    StageReading<Event, NoInfer<Stage>> {
  /** The stages, whose order is that of the curve. */
  readonly model: StageModel<Stage>;
  /** What the customer expected, on the scale of the scores; `null` or `undefined` where it is not known. Default: it is not. */
  readonly expected?: ((event: Event) => number | null | undefined) | undefined;
  /**
   * What a stage's numbers are taken over: `"journey"` (default), one score a journey, the mean of its scores in that stage, so that
   * who was asked often does not count more; `"event"`, every score.
   */
  readonly per?: "journey" | "event" | undefined;
  /**
   * What becomes of journeys whose beginning was not seen in what is `remembered`: their peak may have come before, so that they are left
   * out and counted as cut; or they count as they were seen. Their stages count either way. Default `"exclude"`.
   */
  readonly leftTruncated?: "exclude" | "include" | undefined;
  /** What becomes of events in a stage that the model does not know: an error (default), or counted as unassigned. */
  readonly unknown?: "reject" | "exclude" | undefined;
}

/**
 * Whose stages the model must know: those of the events, as far as their type tells them, or those that a function reads.
 *
 * @typeParam Event - What the events are.
 * @typeParam Stage - The names of the stages.
 * @category Emotion curve
 */
export type StageSource<Event extends JourneyEvent, Stage extends string> =
  | {
      /** The stages, every one that the events can have among them. */
      readonly model: ModelFor<Event, Stage>;
    }
  | {
      /** The stage of an event; `null` or `undefined`, it belongs to none. */
      readonly stage: (event: Event) => NoInfer<Stage> | null | undefined;
    };

/**
 * The emotion curve: how customers experience each stage of their journey, with how many, how spread, how many badly, and against what
 * they expected. A stage that nobody scored stays a gap. Open journeys count as far as they have come, and make the curve provisional.
 *
 * What is remembered takes the whole journey: the peak of one that may still go on may yet come, and that of one whose beginning was not
 * seen may have come before.
 *
 * @param journeys - The journeys, in any order.
 * @param options - `model`, the stages; `score`, how an event was experienced; `neutral`, the score that is neither good nor bad;
 *   `stage`; `expected`; `per`; `ties`, `peakWeight` and `endWeight` as of `peakEnd`; `leftTruncated`, whether
 *   journeys whose beginning was not seen are remembered; `unknown`; `weight`, a journey's weight, 0 or more.
 * @returns The stages in the order of the model with mean, median and spread in the unit of the scores, each `null` of no score; peak
 *   and end of the curve and of the journeys.
 * @throws TypeError or RangeError if a score is no finite number, a stage is not in the model, or an option is none.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: "ana", activity: "plan", at: 0, stage: "before", stars: 4 }, { customer: "ana", activity: "visit", at: 1, stage: "during", stars: 1 },
 *   { customer: "ana", activity: "visit", at: 2, stage: "during", stars: 3 }, { customer: "ben", activity: "visit", at: 3, stage: "during", stars: 5 },
 * ] as const
 * const { journeys } = buildJourneys(events, { asOf: 100, abandonAfter: 50 })
 * const curve = emotionCurve(journeys, { model: beforeDuringAfter, score: (event) => event.stars, neutral: 3 })
 * curve.stages.map(({ stage, mean, count }) => `${stage}: ${mean} (${count})`)
 * // => ["before: 4 (1)", "during: 3.5 (2)", "after: null (0)"]
 * curve.stages[1]?.negative // => { rate: 0.5, numerator: 1, denominator: 2 }
 * curve.remembered.score.mean // => 3.5
 * ```
 *
 * @see Kahneman, Fredrickson, Schreiber & Redelmeier (1993), When More Pain Is Preferred to Less, Psychological Science 4.
 * @category Emotion curve
 */
export function emotionCurve<Event extends JourneyEvent, const Stage extends string>(
  journeys: Iterable<Journey<Event>>,
  options: EmotionCurveOptions<NoInfer<Event>, Stage> &
    StageSource<NoInfer<Event>, Stage> &
    Weighing<Journey<NoInfer<Event>>>,
): EmotionCurveResult<Stage> {
  return measure(emotionCurveMetric<Event, Stage>(stagesInHand(options)), journeys, { weight: options.weight });
}

/**
 * The emotion curve as a metric of journeys, for streams, groups and parts; see `emotionCurve`. The tally grows with the number of
 * different scores: round means of many answers first.
 *
 * @param options - `model`, `score` and `neutral`, required; `stage` and its `rule`, which a function needs;
 *   `expected`; `per`; `ties`, `peakWeight`, `endWeight`; `leftTruncated`; `unknown`.
 * @returns A metric of journeys; all stages of an empty tally are gaps.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = emotionCurveMetric({ model: beforeDuringAfter, score: () => null, neutral: 3 })
 * metric.read(metric.empty()).stages.map(({ mean }) => mean) // => [null, null, null]
 * ```
 *
 * @category Emotion curve
 */
export function emotionCurveMetric<
  Event extends JourneyEvent = JourneyEvent,
  const Stage extends string = StageOf<Event>,
>(
  options: EmotionCurveOptions<Event, Stage> & StageSource<Event, Stage>,
): Metric<Journey<Event>, EmotionCurveTally, EmotionCurveResult<Stage>> {
  const { id, stages }: StageModel<Stage> = requireModel(options?.model);
  const { expected, neutral, ties = "latest", peakWeight = 0.5, endWeight = 0.5 } = options;
  const per = requireChoice("per", options.per ?? "journey", ["journey", "event"]);
  const refuses = requireChoice("unknown", options.unknown ?? "reject", ["reject", "exclude"]) === "reject";
  const memory: PeakEndOptions = { neutral: requireScore("neutral", neutral) + 0, ties, peakWeight, endWeight };
  // Refuses bad options before any data.
  peakEnd([], memory);
  const scoreOf = scoreReader(options);
  const expectedOf = expected ? scoreReader({ score: expected }, "expected") : () => null;
  const readStage = options.stage ?? ((event: Event) => event.stage as Stage | undefined);
  const ranks = new Map<string, number>(stages.map((stage, rank) => [stage, rank]));
  const stageOf = (event: Event, index?: number): string | undefined => {
    const stage = readStage(event) ?? undefined;
    if (stage === undefined || ranks.has(stage)) return stage;
    if (refuses) throw refusal(`stage must be one of ${id}`, stage, index);
    return;
  };
  const definition = {
    metric: "emotionCurve",
    model: id,
    neutral: memory.neutral,
    per,
    ties,
    peakWeight,
    endWeight,
    leftTruncated: requireLeftTruncated(options.leftTruncated),
    rule: stageRule(options),
  } as const;
  const of = JSON.stringify({ ...definition, stages });
  const negatives = negativeShare();
  const empty = (): EmotionCurveTally => ({
    of,
    stages: stages.map(() => ({ scores: noDistribution(of), negative: negatives.empty(), gaps: noMean(of) })),
    remembered: { score: noMean(of), peak: noMean(of), end: noMean(of), pending: 0, cut: 0 },
    count: 0,
    open: 0,
    missing: 0,
    excluded: 0,
    unassigned: 0,
  });
  const add = (tally: EmotionCurveTally, journey: Journey<Event>, weight?: number, index?: number) => {
    requireSame(tally, of);
    // A sample is weighted or it is not, in all stages alike.
    if (weight !== undefined) for (const { negative } of tally.stages) makeWeighted(negative, weight, index);
    const inOrder: number[] = [];
    let unassigned = 0;
    const gapOf = (event: Event, at?: number) => {
      const [score, hoped] = [scoreOf(event, at), expectedOf(event, at)];
      return score === null || hoped === null ? null : score - hoped;
    };
    const scores = scoresByTouchpoint(journey, stageOf, scoreOf, index);
    const gaps = scoresByTouchpoint(journey, stageOf, gapOf, index);
    const events = new Map<string, number>();
    for (const event of journey.events) {
      const stage = stageOf(event, index);
      if (stage === undefined) {
        unassigned++;
        continue;
      }
      events.set(stage, (events.get(stage) ?? 0) + 1);
      const score = scoreOf(event, index);
      if (score !== null) inOrder.push(score);
    }
    for (const [stage, given] of scores) {
      const counted = tally.stages[ranks.get(stage)!]!;
      const unscored = new Array<readonly number[]>(events.get(stage)! - given.length).fill([]);
      for (const scores of per === "journey" ? [given] : [...given.map((score) => [score]), ...unscored]) {
        addToDistribution(counted.scores, meanScore(scores), weight, index);
        negatives.add(counted.negative, isNegative(scores, neutral), weight, index);
      }
      const surprises = gaps.get(stage)!;
      for (const gap of per === "journey" ? [meanScore(surprises)] : surprises) {
        addToMean(counted.gaps, gap, weight, index, Number);
      }
    }
    const isOpen = journey.status === "open";
    const isCut = journey.leftTruncated && definition.leftTruncated === "exclude";
    if (inOrder.length === 0) {
      tally.missing++;
    } else if (weight === 0) tally.excluded++;
    else {
      tally.count++;
      if (isOpen) tally.open++;
      if (isCut) tally.remembered.cut++;
      else if (isOpen) tally.remembered.pending++;
    }
    if (weight !== 0) tally.unassigned += unassigned;
    const felt = peakEnd(isOpen || isCut ? [] : inOrder, memory);
    for (const name of ["score", "peak", "end"] as const) {
      addToMean(tally.remembered[name], felt[name], weight, index, Number);
    }
    return tally;
  };
  return {
    empty,
    add,
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return mergeEmotionCurves(left, right);
    },
    read: (tally) => {
      requireSame(tally, of);
      return readEmotionCurve(tally, stages, definition);
    },
  };
}
