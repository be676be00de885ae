/**
 * A planned and an actual sequence aligned by their longest common subsequence: pairs of places, those of the plan first. Of several
 * as long, the one whose planned places, then whose actual places, are leftmost.
 */
export function alignToPlan(planned: readonly string[], actual: readonly string[]): [plan: number, act: number][] {
  const width = actual.length + 1;
  // longest[p * width + a]: how much the plan from p on and the actual sequence from a on have in common.
  const longest = new Uint32Array((planned.length + 1) * width);
  for (let plan = planned.length - 1; plan >= 0; plan--) {
    for (let act = actual.length - 1; act >= 0; act--) {
      const here = plan * width + act;
      longest[here] =
        planned[plan] === actual[act]
          ? longest[here + width + 1]! + 1
          : Math.max(longest[here + width]!, longest[here + 1]!);
    }
  }
  const pairs: [plan: number, act: number][] = [];
  let act = 0;
  for (let plan = 0; plan < planned.length; plan++) {
    // The first one leaves the most for what follows.
    const first = actual.indexOf(planned[plan]!, act);
    if (first < 0 || longest[(plan + 1) * width + first + 1]! + 1 < longest[plan * width + act]!) continue;
    pairs.push([plan, first]);
    act = first + 1;
  }
  return pairs;
}
