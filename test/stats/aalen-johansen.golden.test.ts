import { aalenJohansen, kaplanMeier, survivalAt } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";

interface Mgus2 {
  readonly n: number;
  readonly n_pcm: number;
  readonly n_death: number;
  readonly times: readonly number[];
  readonly aj_pstate: readonly (readonly number[])[];
  readonly cmprsk_cif: readonly (readonly number[])[];
  readonly naive_1_minus_KM_pcm: readonly number[];
  readonly data: readonly { readonly time: number; readonly event: 0 | 1 | 2 }[];
}

describe("competing exits of the patients of `mgus2` against R's survival and cmprsk", () => {
  const mgus2 = goldenFile<{ mgus2_competing: Mgus2 }>("r_survival").mgus2_competing;
  const exits = aalenJohansen(mgus2.data, {
    time: (row) => row.time,
    cause: (row) => [null, "pcm", "death"][row.event] ?? null,
  });
  // R prints fifteen digits there.
  const printed = { relative: 1e-13, absolute: 1e-14 };
  const incidence = (cause: string, time: number) =>
    exits.causes
      .find((one) => one.cause === cause)!
      .steps.filter((step) => step.time <= time)
      .at(-1)!.incidence;

  it("counts the people", () => {
    expect([exits.count, exits.events]).toEqual([mgus2.n, mgus2.n_pcm + mgus2.n_death]);
    expect(exits.causes.map(({ cause, events }) => [cause, events])).toEqual([
      ["death", mgus2.n_death],
      ["pcm", mgus2.n_pcm],
    ]);
  });

  it("has survival and incidences at four times", () => {
    expect(mgus2.times).toHaveLength(4);
    mgus2.times.forEach((time, place) => {
      const [free, pcm, death] = mgus2.aj_pstate[place]!;
      expectNear(survivalAt(exits.survival, time).survival, free!, `free at ${time}`, printed);
      expectNear(incidence("pcm", time), pcm!, `pcm at ${time}`, printed);
      expectNear(incidence("death", time), death!, `death at ${time}`, printed);
      expectNear(incidence("pcm", time), mgus2.cmprsk_cif[0]![place]!, `pcm by cmprsk at ${time}`, printed);
      expectNear(incidence("death", time), mgus2.cmprsk_cif[1]![place]!, `death by cmprsk at ${time}`, printed);
    });
  });

  it("lies below what comes of taking the other exit for censored", () => {
    const naive = kaplanMeier(mgus2.data, { time: (row) => row.time, event: (row) => row.event === 1 });
    mgus2.times.forEach((time, place) => {
      const biased = 1 - survivalAt(naive, time).survival!;
      expectNear(biased, mgus2.naive_1_minus_KM_pcm[place]!, `naive at ${time}`, printed);
      expect(incidence("pcm", time)).toBeLessThan(biased);
    });
  });
});
