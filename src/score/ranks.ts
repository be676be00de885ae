/**
 * The rank of each score, 1 for the highest; scores that only rounding sets apart, such as 3 × 0.1 and 0.3, share theirs.
 * `null` where there is no score.
 */
export function ranksOf(scores: readonly (number | null)[]): (number | null)[] {
  const order = scores.filter((score) => score !== null).sort((a, b) => b - a);
  const rankOf = new Map<number | null, number>();
  let rank = 1;
  order.forEach((score, place) => {
    const above = order[place - 1] ?? score;
    if (above - score > Math.max(Math.abs(above), Math.abs(score)) * 1e-12) rank = place + 1;
    rankOf.set(score, rank);
  });
  return scores.map((score) => rankOf.get(score) ?? null);
}
