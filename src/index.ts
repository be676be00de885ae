export {
  aalenJohansen,
  type CauseIncidence,
  type CompetingExits,
  type ExitReading,
  type IncidenceStep,
} from "./stats/aalen-johansen.ts";
export { betaCdf, betaQuantile, betaTail, betaTailQuantile } from "./stats/beta.ts";
export { binomialCdf, binomialProbability, binomialQuantile, binomialTail } from "./stats/binomial.ts";
export {
  type BottomBoxResult,
  bottomBox,
  type NetClasses,
  type NetOptions,
  type NetResult,
  netBox,
  rescaledMean,
  type TopBoxResult,
  topBox,
} from "./stats/boxes.ts";
export { type CalibratedMean, type CalibratedMeanOptions, calibratedMean } from "./stats/calibrated-mean.ts";
export type { CalibratedWeights, MarginWeights } from "./stats/calibration.ts";
export { chiSquareCdf, chiSquareQuantile, chiSquareTail, chiSquareTailQuantile } from "./stats/chi-square.ts";
export type { ClassTally } from "./stats/class-tally.ts";
export type { Weighted } from "./stats/classes.ts";
export { compareMeans } from "./stats/compare-means.ts";
export { compareNets, compareNetToTarget } from "./stats/compare-nets.ts";
export { compareShares } from "./stats/compare-shares.ts";
export { type CorrelationResult, pearson, spearman } from "./stats/correlation.ts";
export { type CronbachResult, cronbachAlpha } from "./stats/cronbach-alpha.ts";
export type { ExactSum } from "./stats/exact-sum.ts";
export { fCdf, fQuantile, fTail, fTailQuantile } from "./stats/f-distribution.ts";
export { gammaCdf, gammaQuantile, gammaTail, gammaTailQuantile } from "./stats/gamma.ts";
export { johnsonWeights, lmgWeights, type PredictorCorrelations } from "./stats/importance.ts";
export { incidenceInterval } from "./stats/incidence-interval.ts";
export type { Comparison, ConfidenceOptions, Interval } from "./stats/interval.ts";
export { kaplanMeier, type SurvivalCurve, type SurvivalReading, type SurvivalTime } from "./stats/kaplan-meier.ts";
export { type KendallResult, kendall } from "./stats/kendall.ts";
export { designEffect, kishSize } from "./stats/kish.ts";
export {
  type Coefficient,
  linearRegression,
  type RegressionOptions,
  type RegressionResult,
} from "./stats/linear-regression.ts";
export { logGamma } from "./stats/log-gamma.ts";
export { type LogRankGroup, type LogRankResult, logRank } from "./stats/log-rank.ts";
export type { CategoryWeight, Targets } from "./stats/margins.ts";
export { type MeanResult, type MeanTally, mean, meanMetric } from "./stats/mean.ts";
export { type MeanLike, meanInterval } from "./stats/mean-interval.ts";
export { type NetIntervalOptions, netInterval } from "./stats/net-interval.ts";
export type { NetMethod } from "./stats/net-limits.ts";
export { normalCdf, normalDensity, normalQuantile, normalTail, normalTailQuantile } from "./stats/normal.ts";
export type { PairedMethod } from "./stats/paired-change.ts";
export { type PostStratifyOptions, postStratify } from "./stats/post-stratify.ts";
export { type RakedWeights, type RakingMargin, type RakingOptions, rake } from "./stats/rake.ts";
export { type RatingsOptions, type RatingsResult, ratings, ratingsMetric } from "./stats/ratings.ts";
export type { AnswerOptions, Rating, RatingsTally } from "./stats/ratings-counting.ts";
export { type RatingsCountsOptions, ratingsFromCounts } from "./stats/ratings-from-counts.ts";
export { type RecencyOptions, recencyWeights } from "./stats/recency-weights.ts";
export {
  type RestrictedMean,
  type RestrictedMeanOptions,
  restrictedMeanSurvivalTime,
} from "./stats/restricted-mean.ts";
export { roundScore, roundShares } from "./stats/round.ts";
export type { Scale } from "./stats/scale.ts";
export {
  type Outcome,
  type ShareOptions,
  type ShareResult,
  type ShareTally,
  share,
  shareMetric,
} from "./stats/share.ts";
export { type ShareCounts, shareFromCounts } from "./stats/share-from-counts.ts";
export { type ShareLike, shareInterval } from "./stats/share-interval.ts";
export { studentCdf, studentQuantile, studentTail, studentTailQuantile } from "./stats/student.ts";
export {
  type SurvivalBandStep,
  type SurvivalIntervalOptions,
  type SurvivalMethod,
  type SurvivalPoint,
  survivalAt,
  survivalBand,
  survivalInterval,
} from "./stats/survival-interval.ts";
export { survivalQuantile } from "./stats/survival-quantile.ts";
export type { StepWeights, SurvivalStep } from "./stats/survival-steps.ts";
export type { Matrix } from "./stats/symmetric-eigen.ts";
export type { TestResult } from "./stats/test-result.ts";
export type { ValueSums } from "./stats/value-sums.ts";
export type { ClassWeights, WeightTally } from "./stats/weight-sums.ts";
export type { WeightedSums } from "./stats/weighted-values.ts";
export type { BoxedResult, BoxReading } from "./survey/boxed.ts";
export { type CesDefinition, type CesOptions, type CesResult, ces, cesMetric } from "./survey/ces.ts";
export {
  type CompareNpsSampleSize,
  type CompareNpsSampleSizeOptions,
  compareNpsSampleSize,
} from "./survey/compare-nps-sample-size.ts";
export { type CsatDefinition, type CsatOptions, type CsatResult, csat, csatMetric } from "./survey/csat.ts";
export { type NpsDefinition, type NpsOptions, type NpsResult, nps, npsMetric } from "./survey/nps.ts";
export {
  type AddedGroups,
  type AddedName,
  type AddedPeople,
  type AddedPeopleOptions,
  compareNpsByAdjustedWald,
  npsIntervalByAdjustedWald,
} from "./survey/nps-adjusted-wald.ts";
export { type NpsEffectiveSizes, npsEffectiveSizes, npsIntervalAtSize } from "./survey/nps-effective-sizes.ts";
export { type NpsCounts, npsFromCounts } from "./survey/nps-from-counts.ts";
export {
  compareNpsByGoodman,
  type GoodmanMethod,
  type GoodmanOptions,
  npsIntervalByGoodman,
} from "./survey/nps-goodman.ts";
export { compareNps, compareNpsToTarget, type NpsLike, npsInterval } from "./survey/nps-interval.ts";
export { type NpsMargin, type NpsMarginOptions, npsMarginOfError } from "./survey/nps-margin-of-error.ts";
export { npsIntervalByMover } from "./survey/nps-mover.ts";
export {
  type NpsDestinations,
  type NpsMoves,
  type NpsMovesResult,
  type NpsPairReading,
  npsMoves,
} from "./survey/nps-moves.ts";
export {
  compareNpsPaired,
  type NpsPairedComparison,
  type NpsPairedOptions,
  npsPairedSignTest,
} from "./survey/nps-paired.ts";
export { npsIntervalByPercentile } from "./survey/nps-percentile.ts";
export type { NpsPlanOptions } from "./survey/nps-plan.ts";
export { npsIntervalByPosterior } from "./survey/nps-posterior.ts";
export {
  type NpsDetectable,
  type NpsDetectableOptions,
  type NpsPower,
  type NpsPowerOptions,
  npsMinimalDetectableDifference,
  npsPower,
} from "./survey/nps-power.ts";
export { type NpsSampleSize, type NpsSampleSizeOptions, npsSampleSize } from "./survey/nps-sample-size.ts";
export { compareNpsByWelch, npsIntervalByT } from "./survey/nps-t.ts";
export { type NpsTestResult, npsExactTest, npsPooledTest } from "./survey/nps-tests.ts";
export { type ResponseBiasBounds, responseBiasBounds } from "./survey/response-bias.ts";
export { type Dispositions, type ResponseRateResult, responseRate } from "./survey/response-rate.ts";
export { type CombinedTally, combine, type ObservationOf, type ResultsOf } from "./tally/combine.ts";
export type { Identity } from "./tally/identity.ts";
export type { Instant, TemporalInstant } from "./tally/instant.ts";
export { type LatestPerOptions, latestPer } from "./tally/latest-per.ts";
export { measure } from "./tally/measure.ts";
export { measureBy } from "./tally/measure-by.ts";
export type { AnyMetric, Metric, Reading, RowReading, Weighing } from "./tally/metric.ts";
export { on } from "./tally/on.ts";
export { tally } from "./tally/tally.ts";
