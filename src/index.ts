export {
  type AbsorptionOptions,
  type AbsorptionResult,
  type AbsorptionStart,
  absorption,
  type MarkovChain,
} from "./journey/absorption.ts";
export { type AidaStage, aida, aidaEn, aidaEs } from "./journey/aida.ts";
export {
  type AssignedStages,
  type AssignStagesOptions,
  assignStages,
  type Staged,
  type StageRules,
} from "./journey/assign-stages.ts";
export {
  type AttributionResult,
  type AttributionTally,
  attribute,
  attributeMetric,
  type ChannelCredit,
  type CreditTally,
} from "./journey/attribute.ts";
export { type AttributionPath, type AttributionPathOptions, attributionPath } from "./journey/attribution-path.ts";
export type { AttributionRule } from "./journey/attribution-rule.ts";
export {
  type BeforeDuringAfterStage,
  beforeDuringAfter,
  beforeDuringAfterEn,
  beforeDuringAfterEs,
} from "./journey/before-during-after.ts";
export {
  type BuiltJourneys,
  buildJourneys,
  type EventRule,
  type JourneyOptions,
  type JourneysDefinition,
} from "./journey/build-journeys.ts";
export {
  type ChannelPreferenceOptions,
  type ChannelPreferenceResult,
  channelPreference,
  channelPreferenceMetric,
  type PreferredChannel,
} from "./journey/channel-preference.ts";
export {
  type ChannelSwitchingResult,
  type ChannelTransition,
  channelSwitching,
  channelSwitchingMetric,
} from "./journey/channel-switching.ts";
export { composeStages, type StageComposition } from "./journey/compose-stages.ts";
export {
  type ContainedJourney,
  type ContainmentOptions,
  type ContainmentOutcome,
  containedJourneys,
} from "./journey/contained-journeys.ts";
export {
  type ChannelContainment,
  type Containment,
  type ContainmentResult,
  containment,
  containmentMetric,
} from "./journey/containment.ts";
export {
  type CustomerLifecycleStage,
  customerLifecycle,
  customerLifecycleEn,
  customerLifecycleEs,
} from "./journey/customer-lifecycle.ts";
export { defineStages, type StageDefinition } from "./journey/define-stages.ts";
export {
  type DetectConvinceRetainStage,
  detectConvinceRetain,
  detectConvinceRetainEn,
  detectConvinceRetainEs,
} from "./journey/detect-convince-retain.ts";
export {
  type EmotionCurveOptions,
  emotionCurve,
  emotionCurveMetric,
  type StageSource,
} from "./journey/emotion-curve.ts";
export type { EmotionCurveResult, EmotionStage } from "./journey/emotion-curve-result.ts";
export type { EmotionCurveTally, EmotionStageTally, RememberedTally } from "./journey/emotion-curve-tally.ts";
export type { DatedEvent, JourneyEvent, StageOf, Timed } from "./journey/event.ts";
export {
  type CodeTransitions,
  type EventCodes,
  type OrderedCodes,
  orderByCase,
  transitionsFromCodes,
} from "./journey/event-codes.ts";
export type { EventIssue, EventsError } from "./journey/event-issues.ts";
export { type OrderedEvents, orderEvents } from "./journey/event-order.ts";
export { eventsFromXes, type XesEvent, type XesOptions } from "./journey/events-from-xes.ts";
export {
  type EventuallyFollowsOptions,
  type EventuallyFollowsResult,
  eventuallyFollows,
  eventuallyFollowsMetric,
  type FollowingPair,
} from "./journey/eventually-follows.ts";
export { funnel, funnelMetric } from "./journey/funnel.ts";
export { type FunnelBreakdown, funnelBy } from "./journey/funnel-by.ts";
export type {
  EventTest,
  FunnelDefinition,
  FunnelExclusion,
  FunnelOptions,
  FunnelRules,
  FunnelStep,
  FunnelWindow,
  NamedFunnelStep,
} from "./journey/funnel-options.ts";
export { type FunnelEntry, type FunnelReach, type FunnelStatus, funnelReach } from "./journey/funnel-reach.ts";
export type { FunnelNext, FunnelResult, FunnelShare, FunnelStepResult } from "./journey/funnel-result.ts";
export type { FunnelTally } from "./journey/funnel-tally.ts";
export { type FunnelTime, funnelTimes } from "./journey/funnel-times.ts";
export type { Journey, JourneyStatus } from "./journey/journey.ts";
export {
  type DeviationsTally,
  type JourneyDeviationsResult,
  journeyDeviations,
  journeyDeviationsMetric,
  type TouchpointDeviation,
} from "./journey/journey-deviations.ts";
export type { JourneyCount, JourneyKey } from "./journey/journey-keys.ts";
export {
  type JourneyLoopsOptions,
  journeyLoops,
  journeyLoopsMetric,
} from "./journey/journey-loops.ts";
export type { JourneyLoopsResult, LoopCounts, Loops, StateLoops } from "./journey/journey-loops-result.ts";
export {
  type JourneySankeyOptions,
  type JourneySankeyResult,
  journeySankey,
  journeySankeyMetric,
  type SankeyKind,
  type SankeyLink,
  type SankeyNode,
} from "./journey/journey-sankey.ts";
export type { JourneyShare } from "./journey/journey-share.ts";
export {
  journeyStates,
  type StateField,
  type StateOf,
  type StateOptions,
  type StatesDefinition,
  type StatesOptions,
} from "./journey/journey-states.ts";
export type { JourneyTally } from "./journey/journey-tally.ts";
export {
  type JourneyVariant,
  type JourneyVariantsOptions,
  type JourneyVariantsResult,
  journeyVariants,
  journeyVariantsMetric,
} from "./journey/journey-variants.ts";
export { levenshtein } from "./journey/levenshtein.ts";
export { longestCommonPrefix, longestCommonSubsequence } from "./journey/longest-common.ts";
export { type LifecycleOptions, type MergedLifecycle, mergeLifecycle } from "./journey/merge-lifecycle.ts";
export {
  type MomentsOfTruthStage,
  momentsOfTruth,
  momentsOfTruthEn,
  momentsOfTruthEs,
} from "./journey/moments-of-truth.ts";
export {
  type MomentsThatMatterOptions,
  momentsThatMatter,
  momentsThatMatterMetric,
} from "./journey/moments-that-matter.ts";
export type { Moment, MomentsThatMatterResult } from "./journey/moments-that-matter-result.ts";
export { type OptimalMatchingOptions, optimalMatching } from "./journey/optimal-matching.ts";
export { type JourneyOverlap, overlap } from "./journey/overlap.ts";
export type { PainPoint, PainPointsResult } from "./journey/pain-point.ts";
export {
  type PainPointsOptions,
  type PainPointsTally,
  painPoints,
  painPointsMetric,
} from "./journey/pain-points.ts";
export type { Passage, PassageEnd } from "./journey/passages.ts";
export { exposure, firstOnly, lastN, removeIfNotAll, removeTrailingIfNotAll } from "./journey/path-transforms.ts";
export { type PlanDeviations, type PlanOptions, planDeviations } from "./journey/plan-deviations.ts";
export { type PurchaseStage, purchaseStages, purchaseStagesEn, purchaseStagesEs } from "./journey/purchase-stages.ts";
export {
  type RemovalEffect,
  type RemovalEffectsResult,
  removalEffects,
  removalEffectsMetric,
} from "./journey/removal-effects.ts";
export type { CommonSequence, SequenceDistance } from "./journey/sequence-distance.ts";
export { bigramJaccard, jaccard, type SequenceOverlap } from "./journey/sequence-overlap.ts";
export {
  type ConformanceTally,
  type ModelOption,
  type StageConformance,
  stageConformance,
  stageConformanceMetric,
} from "./journey/stage-conformance.ts";
export type {
  ModelFor,
  ModelStage,
  StageLabels,
  StageModel,
  StageTransitions,
  UnknownStages,
} from "./journey/stage-model.ts";
export {
  type ReachedStage,
  type StageReach,
  type StageReachTally,
  stageReach,
  stageReachMetric,
} from "./journey/stage-reach.ts";
export type { StageTime } from "./journey/stage-time.ts";
export {
  type StageReading,
  type StageVisit,
  stageVisits,
  type VisitEnd,
} from "./journey/stage-visits.ts";
export {
  type StepsPerTaskResult,
  type StepsPerTaskTally,
  stepsPerTask,
  stepsPerTaskMetric,
} from "./journey/steps-per-task.ts";
export {
  type TimeInStage,
  type TimeInStageOptions,
  timeInStage,
  timeInStageMetric,
} from "./journey/time-in-stage.ts";
export {
  type PassageTimes,
  type TimeToNext,
  type TimeToNextOptions,
  timeToNext,
  timeToNextMetric,
} from "./journey/time-to-next.ts";
export {
  type TouchpointCoverageOptions,
  type TouchpointCoverageResult,
  type TouchpointUse,
  touchpointCoverage,
  touchpointCoverageMetric,
} from "./journey/touchpoint-coverage.ts";
export type { ScoreReading, TouchpointReading } from "./journey/touchpoint-scores.ts";
export { type TransitionEdge, transitionEdges } from "./journey/transition-edges.ts";
export {
  type PseudoLabels,
  type TransitionMatrix,
  type TransitionMatrixOptions,
  transitionMatrix,
} from "./journey/transition-matrix.ts";
export {
  type TransitionsOptions,
  transitions,
  transitionsMetric,
} from "./journey/transitions.ts";
export {
  type TransitionCount,
  type TransitionsFromCountsOptions,
  transitionsFromCounts,
} from "./journey/transitions-from-counts.ts";
export type {
  Transition,
  TransitionKind,
  TransitionsDefinition,
  TransitionsResult,
} from "./journey/transitions-result.ts";
export type { Distribution, DistributionTally, ValueCount } from "./journey/value-distribution.ts";
export type { LeftTruncatedOptions, PartialOptions } from "./journey/whole-journeys.ts";
export {
  type AcquisitionOptions,
  type AcquisitionResult,
  type AcquisitionTally,
  acquisition,
  acquisitionMetric,
  type SourceConversion,
  type Visit,
} from "./loyalty/acquisition.ts";
export { type AcquisitionCostResult, acquisitionCostRatio, type Spending } from "./loyalty/acquisition-cost.ts";
export type { BandedTally, BandOptions } from "./loyalty/banded.ts";
export {
  type ChurnDefinition,
  type ChurnInPeriod,
  type ChurnResult,
  type ChurnWithinHorizon,
  churn,
  churnMetric,
  type Spell,
} from "./loyalty/churn.ts";
export { churnCurve } from "./loyalty/churn-curve.ts";
export {
  type ChurnReason,
  type ChurnReasonsOptions,
  type ChurnReasonsResult,
  churnReasons,
  churnReasonsMetric,
} from "./loyalty/churn-reasons.ts";
export { type CompareEngagedOptions, compareEngaged, type EngagedComparison } from "./loyalty/compare-engaged.ts";
export type { ActivityReading, CustomerActivity } from "./loyalty/customer-activity.ts";
export { type EarnedGrowthFigures, type EarnedGrowthResult, earnedGrowth } from "./loyalty/earned-growth.ts";
export {
  type EngagementOptions,
  type EngagementResult,
  type EngagementTally,
  engagement,
  engagementMetric,
} from "./loyalty/engagement.ts";
export { fitShiftedBetaGeometric, type ShiftedBetaGeometricFit } from "./loyalty/fit-shifted-beta-geometric.ts";
export type { BandShare, FollowUpByBand, FollowUpByBandOptions, ScoredFollowUp } from "./loyalty/follow-up-by-band.ts";
export { type HorizonOptions, happenedWithin } from "./loyalty/happened-within.ts";
export {
  type LifecycleAccountingOptions,
  type LifecyclePeriod,
  type LifecycleResult,
  type LifecycleTally,
  lifecycle,
  lifecycleMetric,
} from "./loyalty/lifecycle.ts";
export { type LifetimeValueOptions, type LifetimeValueResult, lifetimeValue } from "./loyalty/lifetime-value.ts";
export { rankSources } from "./loyalty/rank-sources.ts";
export type { ChurnReasonsTally, LeavingReasons } from "./loyalty/reasons-tally.ts";
export { type ReferralReading, referralByBand, referralByBandMetric } from "./loyalty/referral-by-band.ts";
export { type RepurchaseReading, repurchaseByBand, repurchaseByBandMetric } from "./loyalty/repurchase-by-band.ts";
export {
  type Cohort,
  type RetainedShare,
  type RetentionCell,
  type RetentionResult,
  type RetentionTally,
  retention,
  retentionMetric,
} from "./loyalty/retention.ts";
export type {
  Bracket,
  CalendarRetention,
  RetentionCells,
  RetentionDefinition,
  RetentionOptions,
  RollingRetention,
} from "./loyalty/retention-definition.ts";
export {
  type BandRevenue,
  type RevenueByBand,
  type RevenueReading,
  revenueByBand,
  revenueByBandMetric,
  type ScoredRevenue,
} from "./loyalty/revenue-by-band.ts";
export { type RevenueSlope, type RevenueSlopeOptions, revenueSlope } from "./loyalty/revenue-slope.ts";
export {
  type ExpectedLifetime,
  type ExpectedLifetimeOptions,
  expectedLifetime,
  type RenewalStep,
  renewalCurve,
  type ShiftedBetaGeometric,
} from "./loyalty/shifted-beta-geometric.ts";
export { type Departure, type WinBackResult, winBack, winBackCurve, winBackMetric } from "./loyalty/win-back.ts";
export type { Archetype, EmpathyMap } from "./program/archetype.ts";
export {
  type CustomerExperienceCriterion,
  type CustomerExperienceLevel,
  customerExperienceMaturity,
  customerExperienceMaturityEn,
  customerExperienceMaturityEs,
} from "./program/customer-experience-maturity.ts";
export { ice, rice, wsjf } from "./program/initiative-scores.ts";
export {
  type MaturityAnswers,
  type MaturityLevel,
  type MaturityLevelResult,
  type MaturityModel,
  type MaturityOptions,
  type MaturityResult,
  maturity,
} from "./program/maturity.ts";
export { type Impacts, paretoFront } from "./program/pareto-front.ts";
export {
  type ImpactQuadrant,
  type ImpactWeights,
  type Priorities,
  type PrioritizeOptions,
  prioritize,
  type RankedInitiative,
} from "./program/prioritize.ts";
export { type VocCoverageOptions, type VocCoverageResult, vocCoverage } from "./program/voc-coverage.ts";
export type { AggregationOrder } from "./score/aggregation-order.ts";
export type { AnswersOptions } from "./score/answer-sheet.ts";
export { compareScores, compareScoreToTarget } from "./score/compare-scores.ts";
export { type ChangeParts, decomposeChange, type PartChange } from "./score/decompose-change.ts";
export type { DriversOptions, DriversPlan, DroppedDriver } from "./score/driver-analysis.ts";
export type { DriverReading } from "./score/driver-rows.ts";
export { type Driver, type DriversDefinition, type DriversResult, drivers } from "./score/drivers.ts";
export {
  type DriverIntervals,
  type DriversIntervalOptions,
  type DriversIntervalResult,
  driversInterval,
} from "./score/drivers-interval.ts";
export {
  type Expectation,
  type ExpectationGapResult,
  type ExpectationOptions,
  type ExpectationTally,
  expectationGap,
  expectationGapMetric,
} from "./score/expectation-gap.ts";
export {
  type ComponentScore,
  type ExperienceScoreOptions,
  type ExperienceScoreResult,
  experienceScore,
  type MissingPolicy,
} from "./score/experience-score.ts";
export {
  type AnswersScore,
  experienceScoreFromAnswers,
  type ItemScore,
  type StageScore,
} from "./score/experience-score-from-answers.ts";
export {
  experienceScoreInterval,
  type IndependentParts,
  type SameRespondents,
  type ScoredPart,
} from "./score/experience-score-interval.ts";
export {
  type AxisValue,
  type ImportancePerformanceItem,
  type ImportancePerformanceOptions,
  type ImportancePerformancePlace,
  type ImportancePerformanceResult,
  importancePerformance,
  type Quadrant,
} from "./score/importance-performance.ts";
export {
  type KanoAnswer,
  type KanoCategory,
  type KanoPair,
  type KanoResult,
  kano,
  kanoAnswers,
  kanoCategory,
  kanoFromCounts,
  kanoMetric,
} from "./score/kano.ts";
export { type MomentReading, type PeakEndOptions, type PeakEndResult, peakEnd } from "./score/peak-end.ts";
export {
  type Contrast,
  type PenaltyRewardDriver,
  type PenaltyRewardOptions,
  type PenaltyRewardResult,
  penaltyReward,
} from "./score/penalty-reward.ts";
export { type MeanKind, type PowerMeanOptions, powerMean } from "./score/power-mean.ts";
export {
  type RescaleOptions,
  rescale,
  type ScoreRange,
  type StandardScoreOptions,
  standardScore,
  type TargetOptions,
  targetAttainment,
} from "./score/rescale.ts";
export type { ScoreComponent, ScoreComponents } from "./score/score-components.ts";
export { type RankRange, type ScoreSensitivityOptions, scoreSensitivity } from "./score/score-sensitivity.ts";
export {
  type Sentiment,
  type SentimentBalance,
  type SentimentOptions,
  sentimentBalance,
  sentimentBalanceFromCounts,
  sentimentBalanceMetric,
  twelveToOne,
  twoToOne,
} from "./score/sentiment-balance.ts";
export {
  type ConsistencyOptions,
  type ConsistencyResult,
  touchpointConsistency,
} from "./score/touchpoint-consistency.ts";
export {
  type AbandonmentRateOptions,
  type AbandonmentRateResult,
  type AbandonmentTally,
  abandonmentRate,
  abandonmentRateMetric,
} from "./service/abandonment-rate.ts";
export { type AhtDefinition, type AhtOptions, type AhtResult, type AhtTally, aht, ahtMetric } from "./service/aht.ts";
export {
  averageSpeedOfAnswer,
  averageSpeedOfAnswerMetric,
  type SpeedOfAnswerDefinition,
  type SpeedOfAnswerResult,
  type SpeedOfAnswerTally,
} from "./service/average-speed-of-answer.ts";
export type {
  CaseTime,
  CaseTimesMetricOptions,
  CaseTimesOptions,
  CaseTimesResult,
  CaseTimesTally,
} from "./service/case-times.ts";
export type { ClockStart } from "./service/clock-start.ts";
export { type ClosedLoopOptions, type ClosedLoopTally, closedLoop, closedLoopMetric } from "./service/closed-loop.ts";
export type { ClosedLoopDefinition, ClosedLoopResult, LoopStageResult } from "./service/closed-loop-result.ts";
export {
  type ContactRateOptions,
  type ContactRateResult,
  contactRate,
  contactRateMetric,
} from "./service/contact-rate.ts";
export { type FcrRepeatOptions, type FcrRepliesOptions, fcr } from "./service/fcr.ts";
export type {
  FcrByFlag,
  FcrByRepeat,
  FcrByReplies,
  FcrDefinition,
  FcrLevel,
  JudgedContacts,
  Touches,
} from "./service/fcr-definition.ts";
export { fcrInterval } from "./service/fcr-interval.ts";
export { type FcrOutcome, type FcrResult, type FcrTally, fcrMetric } from "./service/fcr-metric.ts";
export {
  type AnswerRule,
  type FirstResponseDefinition,
  type FirstResponseOptions,
  type FirstResponseResult,
  firstResponse,
  firstResponseTime,
  firstResponseTimeMetric,
} from "./service/first-response.ts";
export { type ExcludedHandle, type HandlesOptions, type HandleTimes, handles } from "./service/handles.ts";
export type { ComponentTally, ComponentTime, HandlingComponent, HandlingTimes } from "./service/handling-times.ts";
export type { LoopCase, LoopStage } from "./service/loop-case.ts";
export {
  type NextResponseDefinition,
  type NextResponseOptions,
  type NextResponseResult,
  nextResponses,
  nextResponseTime,
  nextResponseTimeMetric,
} from "./service/next-response.ts";
export {
  type AgentTime,
  type OccupancyResult,
  type OccupancyTally,
  occupancy,
  occupancyMetric,
} from "./service/occupancy.ts";
export type { OccurrencesTally } from "./service/occurrences.ts";
export { oneTouch, type RepliedTicket } from "./service/one-touch.ts";
export { type QueuedContact, type QueueOutcome, type QueueTimes, queuedContacts } from "./service/queued-contact.ts";
export { type JudgedContact, type RepeatContactsOptions, repeatContacts } from "./service/repeat-contacts.ts";
export {
  type ResolutionCase,
  type ResolutionDefinition,
  type ResolutionOptions,
  type ResolutionResult,
  resolution,
  resolutionTime,
  resolutionTimeMetric,
} from "./service/resolution.ts";
export {
  type AbandonedAs,
  type ServiceLevelDefinition,
  type ServiceLevelOptions,
  type ServiceLevelResult,
  type ServiceLevelTally,
  serviceLevel,
  serviceLevelMetric,
} from "./service/service-level.ts";
export {
  type SlaCase,
  type SlaDefinition,
  type SlaOptions,
  type SlaResult,
  type SlaStanding,
  type SlaTally,
  slaAttainment,
  slaAttainmentMetric,
  slaStanding,
} from "./service/sla-attainment.ts";
export type {
  Ticket,
  TicketActor,
  TicketEvent,
  TicketMessage,
  TicketMoment,
  TicketMove,
  TicketStatus,
  TicketStatusChange,
} from "./service/ticket.ts";
export type {
  ClockDefinition,
  ElapsedOptions,
  TicketDefinition,
  TicketOptions,
  TicketPause,
} from "./service/ticket-clock.ts";
export { type TransferRateResult, transferRate, transferRateMetric } from "./service/transfer-rate.ts";
export {
  aalenJohansen,
  type CauseIncidence,
  type CompetingExits,
  type ExitReading,
  type IncidenceStep,
} from "./stats/aalen-johansen.ts";
export { agrestiCaffo, waldDifference } from "./stats/agresti-caffo.ts";
export { agrestiCoull } from "./stats/agresti-coull.ts";
export type { AttributeChart, AttributeChartOptions, AttributePoint } from "./stats/attribute-chart.ts";
export { betaCdf, betaQuantile, betaTail, betaTailQuantile } from "./stats/beta.ts";
export { betaExceedance, type Shapes } from "./stats/beta-exceedance.ts";
export type { VarianceMethod } from "./stats/between-variance.ts";
export { binomialCdf, binomialProbability, binomialQuantile, binomialTail } from "./stats/binomial.ts";
export { type BinomialTestOptions, binomialTest, midPTest } from "./stats/binomial-test.ts";
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
export { brunnerMunzel, type Superiority } from "./stats/brunner-munzel.ts";
export { type CalibratedMean, type CalibratedMeanOptions, calibratedMean } from "./stats/calibrated-mean.ts";
export type { CalibratedWeights, MarginWeights } from "./stats/calibration.ts";
export { type ChangePoint, changePoint } from "./stats/change-point.ts";
export { chiSquareCdf, chiSquareQuantile, chiSquareTail, chiSquareTailQuantile } from "./stats/chi-square.ts";
export type { ClassTally } from "./stats/class-tally.ts";
export type { Weighted } from "./stats/classes.ts";
export { clopperPearson } from "./stats/clopper-pearson.ts";
export { type ClusteredShareOptions, clusteredShare } from "./stats/clustered-share.ts";
export type { RowValue, ValueOf } from "./stats/collect.ts";
export { compareManyShares, type ManySharesResult } from "./stats/compare-many-shares.ts";
export { compareMeans } from "./stats/compare-means.ts";
export { compareMeansPaired, type PairedMeansComparison, type ValuePairReading } from "./stats/compare-means-paired.ts";
export { compareMeansPooled } from "./stats/compare-means-pooled.ts";
export { compareNets, compareNetToTarget } from "./stats/compare-nets.ts";
export { compareShares } from "./stats/compare-shares.ts";
export { compareSharesPaired, type PairedComparison } from "./stats/compare-shares-paired.ts";
export {
  type CompareSharesSampleSize,
  type CompareSharesSampleSizeOptions,
  compareSharesSampleSize,
} from "./stats/compare-shares-sample-size.ts";
export { type CompareSurveyMeansOptions, compareSurveyMeans } from "./stats/compare-survey-means.ts";
export {
  type CompareWithRestOptions,
  compareWithRest,
  type SegmentComparison,
} from "./stats/compare-with-rest.ts";
export { type ConfidenceSequenceOptions, confidenceSequence, type StreamLike } from "./stats/confidence-sequence.ts";
export type { ChartPoint, ChartRule, ChartSignal, ControlChart } from "./stats/control-chart.ts";
export { type CorrelationResult, pearson, spearman } from "./stats/correlation.ts";
export { type CronbachResult, cronbachAlpha } from "./stats/cronbach-alpha.ts";
export { type BeforeAfter, differenceInDifferences, type WavesOf } from "./stats/difference-in-differences.ts";
export type { DurationBins, DurationPrecision } from "./stats/duration-bins.ts";
export { durationMeanInterval } from "./stats/duration-mean-interval.ts";
export { durations } from "./stats/durations.ts";
export { type DurationsBinsOptions, durationsFromBins } from "./stats/durations-from-bins.ts";
export {
  type DurationsOptions,
  type DurationsTally,
  durationQuantile,
  durationsMetric,
} from "./stats/durations-metric.ts";
export type { DurationsDefinition, DurationsResult, DurationsUnit } from "./stats/durations-result.ts";
export {
  type EquivalenceOptions,
  type EquivalenceResult,
  equivalentShares,
  noWorseShare,
} from "./stats/equivalent-shares.ts";
export { type EwmaChart, type EwmaChartOptions, type EwmaPoint, ewmaChart } from "./stats/ewma-chart.ts";
export type { ExactSum } from "./stats/exact-sum.ts";
export { fCdf, fQuantile, fTail, fTailQuantile } from "./stats/f-distribution.ts";
export { finitePopulation } from "./stats/finite-population.ts";
export { fisherExact } from "./stats/fisher-exact.ts";
export {
  type FunnelLimits,
  type FunnelPlot,
  type FunnelPlotOptions,
  type FunnelSegment,
  funnelPlotLimits,
} from "./stats/funnel-plot.ts";
export { gammaCdf, gammaQuantile, gammaTail, gammaTailQuantile } from "./stats/gamma.ts";
export { type GeometricMeanResult, geometricMean, geometricMeanInterval } from "./stats/geometric-mean.ts";
export { type EffectSize, hedgesG } from "./stats/hedges-g.ts";
export { johnsonWeights, lmgWeights, type PredictorCorrelations } from "./stats/importance.ts";
export { incidenceInterval } from "./stats/incidence-interval.ts";
export type { Comparison, ConfidenceOptions, Interval } from "./stats/interval.ts";
export { intraclassCorrelation } from "./stats/intraclass-correlation.ts";
export { jeffreys } from "./stats/jeffreys.ts";
export { kaplanMeier, type SurvivalCurve, type SurvivalReading, type SurvivalTime } from "./stats/kaplan-meier.ts";
export { type KendallResult, kendall } from "./stats/kendall.ts";
export { designEffect, kishSize } from "./stats/kish.ts";
export {
  type Decomposition,
  type KitagawaReading,
  kitagawa,
  type ScoredSegment,
  type SegmentEffects,
} from "./stats/kitagawa.ts";
export { kornGraubard, type SurveyShareLike } from "./stats/korn-graubard.ts";
export { type KruskalWallisResult, kruskalWallis } from "./stats/kruskal-wallis.ts";
export {
  type Coefficient,
  linearRegression,
  type RegressionOptions,
  type RegressionResult,
} from "./stats/linear-regression.ts";
export { logGamma } from "./stats/log-gamma.ts";
export { type LogNormalOptions, logNormalMeanInterval } from "./stats/log-normal-mean-interval.ts";
export { type LogRankGroup, type LogRankResult, logRank } from "./stats/log-rank.ts";
export { mannKendall, type Trend } from "./stats/mann-kendall.ts";
export { type MannWhitneyOptions, type MannWhitneyResult, mannWhitney } from "./stats/mann-whitney.ts";
export type { CategoryWeight, Targets } from "./stats/margins.ts";
export { mcnemarExact, mcnemarMidP } from "./stats/mcnemar.ts";
export { mean, meanMetric } from "./stats/mean.ts";
export { type MeanLike, meanInterval } from "./stats/mean-interval.ts";
export {
  type MeanPlan,
  type MeanPowerOptions,
  type MeanSampleSize,
  type MeanSampleSizeOptions,
  meanPower,
  meanSampleSize,
} from "./stats/mean-power.ts";
export type { MeanResult, MeanTally } from "./stats/mean-tally.ts";
export { type DeviationOptions, medianAbsoluteDeviation } from "./stats/median-absolute-deviation.ts";
export { medianInterval } from "./stats/median-interval.ts";
export { midP } from "./stats/mid-p.ts";
export { benjaminiHochberg, holm } from "./stats/multiple-comparisons.ts";
export { netChart } from "./stats/net-chart.ts";
export { type NetIntervalOptions, netInterval } from "./stats/net-interval.ts";
export type { NetMethod } from "./stats/net-limits.ts";
export { newcombeCorrected } from "./stats/newcombe-corrected.ts";
export { newcombePaired } from "./stats/newcombe-paired.ts";
export { normalCdf, normalDensity, normalQuantile, normalTail, normalTailQuantile } from "./stats/normal.ts";
export { pChart } from "./stats/p-chart.ts";
export type { PairedMethod } from "./stats/paired-change.ts";
export { type PairedCounts, type PairReading, pairedCounts } from "./stats/paired-counts.ts";
export { agrestiMin, bonettPrice, waldPaired } from "./stats/paired-wald.ts";
export type { Sample } from "./stats/placements.ts";
export type { SpreadLike } from "./stats/pooled-spread.ts";
export { type PooledZResult, pooledZ } from "./stats/pooled-z.ts";
export { type PostStratifyOptions, postStratify } from "./stats/post-stratify.ts";
export { type Presentation, type PresentationOptions, presentation } from "./stats/presentation.ts";
export { type PriorOptions, probabilityBetter } from "./stats/probability-better.ts";
export { type QuantileOptions, type QuantileType, quantile, quantiles } from "./stats/quantile.ts";
export { type QuantileInterval, quantileInterval } from "./stats/quantile-interval.ts";
export { type RakedWeights, type RakingMargin, type RakingOptions, rake } from "./stats/rake.ts";
export { type RatingsOptions, type RatingsResult, ratings, ratingsMetric } from "./stats/ratings.ts";
export type { AnswerOptions, Rating, RatingsTally } from "./stats/ratings-counting.ts";
export { type RatingsCountsOptions, ratingsFromCounts } from "./stats/ratings-from-counts.ts";
export { type RecencyOptions, recencyWeights } from "./stats/recency-weights.ts";
export type { SegmentCounts } from "./stats/rest-of-segments.ts";
export {
  type RestrictedMean,
  type RestrictedMeanOptions,
  restrictedMeanSurvivalTime,
} from "./stats/restricted-mean.ts";
export { roundScore, roundShares } from "./stats/round.ts";
export type { Scale } from "./stats/scale.ts";
export { mee, miettinenNurminen } from "./stats/score-difference.ts";
export { type EtaSquared, etaSquared, type SegmentSpread } from "./stats/segmentation.ts";
export {
  type Outcome,
  type ShareOptions,
  type ShareResult,
  type ShareTally,
  share,
  shareMetric,
} from "./stats/share.ts";
export {
  type ShareDetectable,
  type ShareDetectableOptions,
  shareMinimalDetectableDifference,
} from "./stats/share-detectable.ts";
export { type ShareCounts, shareFromCounts } from "./stats/share-from-counts.ts";
export { type ShareLike, shareInterval } from "./stats/share-interval.ts";
export { type ShareMargin, type ShareMarginOptions, shareMarginOfError } from "./stats/share-margin.ts";
export type { PlannedTest, ResolvedTest } from "./stats/share-plan.ts";
export {
  type CompareSharesPowerOptions,
  compareSharesPower,
  type SharePower,
  type SharePowerOptions,
  sharePower,
} from "./stats/share-power.ts";
export { type ShareSampleSize, type ShareSampleSizeOptions, shareSampleSize } from "./stats/share-sample-size.ts";
export { compareShareToTarget } from "./stats/share-target.ts";
export { type ShareTrendOptions, type ShareTrendResult, shareTrend } from "./stats/share-trend.ts";
export { type ShrinkMeansOptions, type ShrunkenMeans, shrinkMeans } from "./stats/shrink-means.ts";
export { type ShrunkenNets, shrinkNets } from "./stats/shrink-nets.ts";
export { type ShrunkenShares, shrinkShares } from "./stats/shrink-shares.ts";
export type { Shrinkage, ShrinkageOptions, ShrunkenSegment } from "./stats/shrinkage.ts";
export {
  type SimultaneousIntervalsOptions,
  type SimultaneousMethod,
  simultaneousIntervals,
} from "./stats/simultaneous-intervals.ts";
export { studentCdf, studentQuantile, studentTail, studentTailQuantile } from "./stats/student.ts";
export {
  type SuppressedCell,
  type SuppressedRow,
  type SuppressedTable,
  type SuppressionOptions,
  suppressSmall,
} from "./stats/suppress-small.ts";
export type { SurveyCounts, SurveyDesign } from "./stats/survey-design.ts";
export { type SurveyEstimate, type SurveyEstimateLike, surveyInterval } from "./stats/survey-estimate.ts";
export { type SurveyMeanOptions, type SurveyMeanResult, surveyMean } from "./stats/survey-mean.ts";
export { type SurveyRatioOptions, type SurveyRatioResult, surveyRatio } from "./stats/survey-ratio.ts";
export { type SurveyShareOptions, type SurveyShareResult, surveyShare } from "./stats/survey-share.ts";
export { type SurveyTotalOptions, type SurveyTotalResult, surveyTotal } from "./stats/survey-total.ts";
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
export { type TrimmedMeanResult, type TrimOptions, trimmedMean, trimmedMeanInterval } from "./stats/trimmed-mean.ts";
export type { ValueSums } from "./stats/value-sums.ts";
export { waldShare } from "./stats/wald-share.ts";
export type { ClassWeights, WeightTally } from "./stats/weight-sums.ts";
export { type WeightedQuantileOptions, weightedQuantile } from "./stats/weighted-quantile.ts";
export { type WelchAnovaResult, welchAnova } from "./stats/welch-anova.ts";
export { wilsonCorrected } from "./stats/wilson-corrected.ts";
export { type XmrChart, type XmrChartOptions, type XmrLimits, type XmrPoint, xmrChart } from "./stats/xmr-chart.ts";
export {
  type A11Answers,
  type A11Driver,
  type A11Options,
  type A11Result,
  a11Drivers,
  a11DriversMetric,
  a11Score,
} from "./survey/a11-drivers.ts";
export {
  type AcsiFormDefinition,
  type AcsiFormOptions,
  acsiForm,
  acsiFormMetric,
  acsiFormScore,
} from "./survey/acsi-form.ts";
export type { BoxedResult, BoxReading } from "./survey/boxed.ts";
export { type CesDefinition, type CesOptions, type CesResult, ces, cesMetric } from "./survey/ces.ts";
export {
  type CompareNpsSampleSize,
  type CompareNpsSampleSizeOptions,
  compareNpsSampleSize,
} from "./survey/compare-nps-sample-size.ts";
export { type CsatDefinition, type CsatOptions, type CsatResult, csat, csatMetric } from "./survey/csat.ts";
export { type DesignedNpsOptions, type DesignedNpsResult, designedNps } from "./survey/designed-nps.ts";
export {
  type HcahpsComposite,
  type HcahpsCompositeOptions,
  type HcahpsItemDefinition,
  type HcahpsItemOptions,
  type HcahpsItemResult,
  hcahpsComposite,
  hcahpsItem,
  hcahpsItemMetric,
} from "./survey/hcahps-item.ts";
export type { MeanPartsTally, PartMean } from "./survey/mean-parts.ts";
export { type NetSentimentResult, netSentiment, netSentimentMetric } from "./survey/net-sentiment.ts";
export { type NpsDefinition, type NpsOptions, type NpsResult, nps, npsMetric } from "./survey/nps.ts";
export {
  type AddedGroups,
  type AddedName,
  type AddedPeople,
  type AddedPeopleOptions,
  compareNpsByAdjustedWald,
  npsIntervalByAdjustedWald,
} from "./survey/nps-adjusted-wald.ts";
export { npsChart } from "./survey/nps-chart.ts";
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
export type { ItemAnswers, QuestionnaireOptions, QuestionnaireResult } from "./survey/questionnaire.ts";
export {
  type ReasonShare,
  type ReasonSharesOptions,
  type ReasonSharesResult,
  type Reasons,
  type ReasonsTally,
  reasonShares,
  reasonSharesMetric,
} from "./survey/reason-shares.ts";
export { type ResponseBiasBounds, responseBiasBounds } from "./survey/response-bias.ts";
export { type Dispositions, type ResponseRateResult, responseRate } from "./survey/response-rate.ts";
export {
  type ServqualAnswers,
  type ServqualDimension,
  type ServqualDimensionResult,
  type ServqualItem,
  type ServqualOptions,
  type ServqualResult,
  servqual,
  servqualItems,
  servqualMetric,
  servqualScore,
} from "./survey/servqual.ts";
export { shrinkNps } from "./survey/shrink-nps.ts";
export {
  type StarRatingOptions,
  type StarRatingResult,
  starRating,
  starRatingMetric,
} from "./survey/star-rating.ts";
export {
  type SusDefinition,
  type SusGrade,
  sauroLewisGrades,
  sus,
  susGrade,
  susMetric,
  susScore,
} from "./survey/sus.ts";
export {
  type UmuxLiteDefinition,
  umuxLite,
  umuxLiteMetric,
  umuxLiteScore,
} from "./survey/umux-lite.ts";
export { type CombinedTally, combine, type ObservationOf, type ResultsOf } from "./tally/combine.ts";
export type { Identity } from "./tally/identity.ts";
export type { Instant, TemporalInstant } from "./tally/instant.ts";
export { type LatestPerOptions, latestPer } from "./tally/latest-per.ts";
export { measure } from "./tally/measure.ts";
export { measureBy } from "./tally/measure-by.ts";
export type { AnyMetric, Metric, Reading, RowReading, Weighing } from "./tally/metric.ts";
export { on } from "./tally/on.ts";
export { tally } from "./tally/tally.ts";
export {
  type BusinessCalendar,
  type BusinessCalendarDefinition,
  type BusinessCalendarOptions,
  type BusinessWeekChange,
  businessCalendar,
} from "./time/business-calendar.ts";
export type { BusinessClock } from "./time/business-clock.ts";
export { businessDue, businessTime } from "./time/business-time.ts";
export type { BusinessWeek, Weekday } from "./time/business-week.ts";
export type { CivilDate } from "./time/civil.ts";
export { type FollowedWithinOptions, type FollowedWithinResult, followedWithin } from "./time/followed-within.ts";
export { measureByPeriod } from "./time/measure-by-period.ts";
export {
  type Period,
  type PeriodOptions,
  type PeriodsOptions,
  type PeriodUnit,
  periodOf,
  periods,
} from "./time/period.ts";
export { type IsoWeek, isoWeek, periodLabel } from "./time/period-label.ts";
export type { PeriodReading, PeriodResult } from "./time/period-tallies.ts";
export { type RollingWindow, rolling } from "./time/rolling.ts";
export type { Shift } from "./time/shifts.ts";
export { type LocalTime, type WallTime, wallTime, zoneOffset } from "./time/wall-time.ts";
export { type LocalPlace, type TimeZone, type Zone, type ZoneRun, zone } from "./time/zone.ts";
export { type ZonedInstantOptions, zonedInstant } from "./time/zoned-instant.ts";
