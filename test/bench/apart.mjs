import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { report, roundsOf } from "./ratios.mjs";

/**
 * As `ratios`, but each contestant has a thread with a heap of its own, so that none is held up by collecting what another
 * has made. They still run in turn, one at a time.
 *
 * @param {string} title - What is measured.
 * @param {number} items - Items in a run, to print nanoseconds an item.
 * @param {{ module: string, given: unknown }} source - The module whose `contestants(given)` are the contestants, the yardstick first.
 * @param {Record<string, number>} [targets] - The ratio that a contestant should keep.
 */
export async function ratiosApart(title, items, source, targets = {}) {
  const names = Object.keys((await import(source.module)).contestants({ ...source.given, size: 100 }));
  const threads = names.map((name) => new Worker(new URL(import.meta.url), { workerData: { ...source, name } }));
  await Promise.all(threads.map((thread) => once(thread, "message")));
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (const _ of roundsOf()) {
    for (const [place, thread] of threads.entries()) {
      thread.postMessage("run");
      const [time] = await once(thread, "message");
      times[names[place]].push(time);
    }
  }
  for (const thread of threads) await thread.terminate();
  report(title, items, times, targets);
}

if (!isMainThread && workerData?.module) {
  const run = (await import(workerData.module)).contestants(workerData.given)[workerData.name];
  let kept;
  parentPort.on("message", () => {
    kept = undefined;
    const start = performance.now();
    kept = run();
    parentPort.postMessage(performance.now() - start);
  });
  parentPort.postMessage(kept);
}
