export type { AttributeChart, AttributeChartOptions, AttributePoint } from "./stats/attribute-chart.ts";
export { betaCdf, betaQuantile, betaTail, betaTailQuantile } from "./stats/beta.ts";
export type { VarianceMethod } from "./stats/between-variance.ts";
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
export { type ChangePoint, changePoint } from "./stats/change-point.ts";
export { chiSquareCdf, chiSquareQuantile, chiSquareTail, chiSquareTailQuantile } from "./stats/chi-square.ts";
export type { ClassTally } from "./stats/class-tally.ts";
export type { Weighted } from "./stats/classes.ts";
export { compareMeans } from "./stats/compare-means.ts";
export { compareNets, compareNetToTarget } from "./stats/compare-nets.ts";
export { compareShares } from "./stats/compare-shares.ts";
export {
  type CompareWithRestOptions,
  compareWithRest,
  type SegmentComparison,
  type SegmentCounts,
} from "./stats/compare-with-rest.ts";
export { type ConfidenceSequenceOptions, confidenceSequence, type StreamLike } from "./stats/confidence-sequence.ts";
export type { ChartPoint, ChartRule, ChartSignal, ControlChart } from "./stats/control-chart.ts";
export { type CorrelationResult, pearson, spearman } from "./stats/correlation.ts";
export { type CronbachResult, cronbachAlpha } from "./stats/cronbach-alpha.ts";
export { type BeforeAfter, differenceInDifferences, type WavesOf } from "./stats/difference-in-differences.ts";
export { type EwmaChart, type EwmaChartOptions, type EwmaPoint, ewmaChart } from "./stats/ewma-chart.ts";
export type { ExactSum } from "./stats/exact-sum.ts";
export { fCdf, fQuantile, fTail, fTailQuantile } from "./stats/f-distribution.ts";
export {
  type FunnelLimits,
  type FunnelPlot,
  type FunnelPlotOptions,
  type FunnelSegment,
  funnelPlotLimits,
} from "./stats/funnel-plot.ts";
export { gammaCdf, gammaQuantile, gammaTail, gammaTailQuantile } from "./stats/gamma.ts";
export { johnsonWeights, lmgWeights, type PredictorCorrelations } from "./stats/importance.ts";
export type { Comparison, ConfidenceOptions, Interval } from "./stats/interval.ts";
export { intraclassCorrelation } from "./stats/intraclass-correlation.ts";
export { type KendallResult, kendall } from "./stats/kendall.ts";
export {
  type Decomposition,
  type KitagawaReading,
  kitagawa,
  type ScoredSegment,
  type SegmentEffects,
} from "./stats/kitagawa.ts";
export {
  type Coefficient,
  linearRegression,
  type RegressionOptions,
  type RegressionResult,
} from "./stats/linear-regression.ts";
export { logGamma } from "./stats/log-gamma.ts";
export { mannKendall, type Trend } from "./stats/mann-kendall.ts";
export { type MeanResult, type MeanTally, mean, meanMetric } from "./stats/mean.ts";
export { type MeanLike, meanInterval } from "./stats/mean-interval.ts";
export { benjaminiHochberg, holm } from "./stats/multiple-comparisons.ts";
export { netChart } from "./stats/net-chart.ts";
export { type NetIntervalOptions, netInterval } from "./stats/net-interval.ts";
export type { NetMethod } from "./stats/net-limits.ts";
export { normalCdf, normalDensity, normalQuantile, normalTail, normalTailQuantile } from "./stats/normal.ts";
export { pChart } from "./stats/p-chart.ts";
export { type RatingsOptions, type RatingsResult, ratings, ratingsMetric } from "./stats/ratings.ts";
export type { AnswerOptions, Rating, RatingsTally } from "./stats/ratings-counting.ts";
export { type RatingsCountsOptions, ratingsFromCounts } from "./stats/ratings-from-counts.ts";
export { roundScore, roundShares } from "./stats/round.ts";
export type { Scale } from "./stats/scale.ts";
export { type EtaSquared, etaSquared, type SpreadLike } from "./stats/segmentation.ts";
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
export { type ShrinkMeansOptions, type ShrunkenMeans, shrinkMeans } from "./stats/shrink-means.ts";
export { type ShrunkenNets, shrinkNets } from "./stats/shrink-nets.ts";
export { type ShrunkenShares, shrinkShares } from "./stats/shrink-shares.ts";
export type { Shrinkage, ShrinkageOptions, ShrunkenSegment } from "./stats/shrinkage.ts";
export { studentCdf, studentQuantile, studentTail, studentTailQuantile } from "./stats/student.ts";
export {
  type SuppressedCell,
  type SuppressedRow,
  type SuppressedTable,
  type SuppressionOptions,
  suppressSmall,
} from "./stats/suppress-small.ts";
export type { Matrix } from "./stats/symmetric-eigen.ts";
export type { ValueSums } from "./stats/value-sums.ts";
export type { ClassWeights, WeightTally } from "./stats/weight-sums.ts";
export type { WeightedSums } from "./stats/weighted-values.ts";
export { type XmrChart, type XmrChartOptions, type XmrLimits, type XmrPoint, xmrChart } from "./stats/xmr-chart.ts";
export type { BoxedResult, BoxReading } from "./survey/boxed.ts";
export { type CesDefinition, type CesOptions, type CesResult, ces, cesMetric } from "./survey/ces.ts";
export { type CsatDefinition, type CsatOptions, type CsatResult, csat, csatMetric } from "./survey/csat.ts";
export { type NpsDefinition, type NpsOptions, type NpsResult, nps, npsMetric } from "./survey/nps.ts";
export { npsChart } from "./survey/nps-chart.ts";
export { type NpsCounts, npsFromCounts } from "./survey/nps-from-counts.ts";
export { compareNps, compareNpsToTarget, type NpsLike, npsInterval } from "./survey/nps-interval.ts";
export { type Dispositions, type ResponseRateResult, responseRate } from "./survey/response-rate.ts";
export { shrinkNps } from "./survey/shrink-nps.ts";
export { type CombinedTally, combine, type ObservationOf, type ResultsOf } from "./tally/combine.ts";
export type { Identity } from "./tally/identity.ts";
export type { Instant, TemporalInstant } from "./tally/instant.ts";
export { type LatestPerOptions, latestPer } from "./tally/latest-per.ts";
export { measure } from "./tally/measure.ts";
export { measureBy } from "./tally/measure-by.ts";
export type { AnyMetric, Metric, Reading, RowReading } from "./tally/metric.ts";
export { on } from "./tally/on.ts";
export { tally } from "./tally/tally.ts";
