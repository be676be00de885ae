import {
  netInterval,
  netSentiment,
  netSentimentMetric,
  type Sentiment,
  sentimentBalanceMetric,
  tally,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itKeepsTheLaws } from "../laws.ts";

const sentiment = fc.constantFrom<Sentiment>("positive", "neutral", "negative", null, undefined);

itKeepsTheLaws(
  "netSentiment",
  () => netSentimentMetric(),
  { observation: sentiment },
  { headline: (result) => result.score, slack: () => 1e-9, maxLength: 15 },
);

describe("netSentiment", () => {
  it("is positive less negative among all comments, the neutral ones included", () => {
    fc.assert(
      fc.property(fc.array(sentiment), (list) => {
        const of = (word: Sentiment) => list.filter((one) => one === word).length;
        const [up, middle, down] = [of("positive"), of("neutral"), of("negative")];
        const all = up + middle + down;
        expect(netSentiment(list)).toMatchObject({
          score: all === 0 ? null : (100 * (up - down)) / all + 0,
          count: all,
          top: up,
          middle,
          bottom: down,
          missing: list.length - all,
        });
      }),
    );
  });

  it("reads what sentimentBalanceMetric counts, and netInterval reads it", () => {
    const counted = tally(sentimentBalanceMetric({ negativeWeight: 12 }), [
      "positive",
      "negative",
      "neutral",
      "positive",
    ]);
    const found = netSentimentMetric().read(counted);
    expect(found).toMatchObject({ score: 25, definition: { metric: "netSentiment" } });
    expect(netInterval(found)).toMatchObject({ estimate: 25 });
  });

  it("refuses other words", () => {
    expect(() => netSentiment(["good" as never])).toThrow(
      new TypeError('sentiment must be "positive", "neutral", "negative" or null, got "good" at index 0'),
    );
  });
});
