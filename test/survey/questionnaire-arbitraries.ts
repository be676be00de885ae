import type { ItemAnswers } from "cx-metrics";
import fc from "fast-check";
import { answerOn, noAnswer, pointOf } from "../arbitraries.ts";

/** The answers of one respondent to so many items: mostly complete, some with items left out, some without any. */
export function answersTo(items: number, scale: readonly [number, number]): fc.Arbitrary<ItemAnswers> {
  const listOf = (answer: fc.Arbitrary<number | null | undefined>) =>
    fc.array(answer, { minLength: items, maxLength: items });
  return fc.oneof(
    { weight: 6, arbitrary: listOf(pointOf(scale)) },
    { weight: 2, arbitrary: listOf(answerOn(scale)) },
    { weight: 1, arbitrary: noAnswer },
  );
}
