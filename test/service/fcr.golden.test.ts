import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import {
  clopperPearson,
  clusteredShare,
  fcr,
  fcrInterval,
  fcrMetric,
  repeatContacts,
  shareInterval,
  tally,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases, goldenFile } from "../golden.ts";

type Row = Readonly<Record<string, string>>;

interface Repeats {
  readonly contacts_with_full_window: number;
  readonly first_contact_resolved: number;
  readonly fcr: number;
  readonly censored_excluded: number;
  readonly fcr_without_censoring_rule: number;
}

interface Boston {
  readonly rows: number;
  readonly fcr: Readonly<Record<string, Repeats & number>>;
}

const file = new URL("../../docs/examples/data/boston311_2015_sample.csv", import.meta.url);
const rows: readonly Row[] = parse(readFileSync(file, "utf8"), { columns: true });
const golden = goldenFile<Boston>("boston311_sample");
const day = 86_400_000;
// The reference reads the wall clock as UTC.
const at = (row: Row) => Date.parse(`${row.open_dt}Z`);
// The file is of the year 2015.
const asOf = Date.UTC(2016, 0, 1);
const reading = { customer: (row: Row) => row.property || null, at, asOf };

describe("first-contact resolution of Boston's requests", () => {
  it("is the reference's by property and type, and by property, within 1, 7, 14 and 30 days", () => {
    expect(rows).toHaveLength(golden.rows);
    let checked = 0;
    for (const [kind, reason] of [
      ["type", (row: Row) => row.type],
      ["any_type", undefined],
    ] as const) {
      for (const days of [1, 7, 14, 30]) {
        const what = `same_property_${kind === "type" ? "and_type" : kind}_${days}d`;
        const expected = golden.fcr[what]!;
        const options = { ...reading, reason, within: days * day };
        const found = fcr(rows, { by: "repeat", ...options });
        expect(found, what).toMatchObject({
          numerator: expected.first_contact_resolved,
          denominator: expected.contacts_with_full_window,
          pending: expected.censored_excluded,
          missing: rows.length - golden.fcr.eligible_with_property!,
          excluded: 0,
        });
        expectNear(found.rate, expected.fcr, what);
        // What it would be if nobody came back after the log's end.
        const forever = fcr(rows, { by: "repeat", ...options, asOf: asOf + 365 * day });
        expectNear(forever.rate, expected.fcr_without_censoring_rule, what);
        checked++;
      }
    }
    expect(checked).toBe(8);
  });

  it("is .963, .940 and .898 within 1, 7 and 30 days", () => {
    const rates = [1, 7, 30].map((days) => {
      const { rate } = fcr(rows, { by: "repeat", ...reading, reason: (row) => row.type, within: days * day });
      return rate!.toFixed(6);
    });
    expect(rates).toEqual(["0.963148", "0.940023", "0.898246"]);
  });

  it("has nine repeats at the very same second, of one type and of any", () => {
    for (const kind of ["and_type", "any_type"]) {
      const zero = golden.fcr[`same_property_${kind}_zero_gap_pairs`];
      const reason = kind === "any_type" ? undefined : (row: Row) => row.type;
      // Moments are whole seconds: within a millisecond is at once.
      const { numerator, denominator } = fcr(rows, { by: "repeat", ...reading, reason, within: 1, asOf: asOf + 1 });
      expect(denominator - numerator, kind).toBe(zero);
    }
    expect(new Set(rows.map((row) => row.property)).size - 1).toBe(golden.fcr.distinct_property);
  });

  it("is surer than its contacts would be alone only where properties are alike", () => {
    const judged = repeatContacts(rows, { ...reading, within: 30 * day });
    const clustered = fcrInterval(judged);
    const alone = shareInterval(fcr(rows, { by: "repeat", ...reading, within: 30 * day }));
    expect(clustered.estimate).toBe(alone.estimate);
    expect(clustered.upper! - clustered.lower!).toBeGreaterThan(alone.upper! - alone.lower!);
  });
});

describe("first-contact resolution of customers against R's survey", () => {
  it("has rates and effective sizes, and intervals of these", () => {
    const cases = goldenCases<
      { readonly customer: readonly number[]; readonly resolved: readonly (0 | 1)[] },
      {
        readonly contacts: number;
        readonly customers: number;
        readonly resolved: number;
        readonly fcr: number;
        readonly clusterSE?: number;
      }
    >("clustered_proportion");
    let compared = 0;
    for (const { id, input, expected } of cases) {
      const contacts = input.resolved.map((outcome, index) => ({ outcome, customer: input.customer[index]! }));
      const found = fcr(contacts, { by: "flag", value: (contact) => contact.outcome });
      expect(found, id).toMatchObject({ numerator: expected.resolved, denominator: expected.contacts });
      expectNear(found.rate, expected.fcr, id);
      const metric = fcrMetric({ by: "flag" });
      expect(metric.read(tally(metric, input.resolved)), id).toStrictEqual(found);
      const clustered = clusteredShare(contacts, { value: (row) => row.outcome, cluster: (row) => row.customer });
      const { lower, upper, estimate } = fcrInterval(contacts);
      expectNear(estimate, expected.fcr, id);
      const repeats = expected.customers < expected.contacts;
      const { numerator, denominator, clusters } = clustered;
      const exact = clopperPearson({ numerator: numerator && clusters, denominator: clusters });
      const agree = numerator === 0 || numerator === denominator;
      const expectedLimits = repeats && agree ? exact : shareInterval(repeats ? clustered : found);
      expect([lower, upper], id).toEqual(limits(expectedLimits));
      if (expected.clusterSE !== undefined) {
        expectNear(clustered.standardError, expected.clusterSE, id);
        compared++;
      }
    }
    expect([cases.length, compared]).toEqual([18, 15]);
  });
});

function limits({ lower, upper }: { readonly lower: number | null; readonly upper: number | null }) {
  return [lower, upper];
}
