// Runs every bench of this folder, one process after another: node test/bench/run.mjs
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("./", import.meta.url);
const own = ["run.mjs", "ratios.mjs", "uniform.mjs"];
for (const name of readdirSync(folder).sort()) {
  if (!name.endsWith(".mjs") || own.includes(name)) continue;
  console.log(`\n# ${name}`);
  const { status } = spawnSync(process.execPath, ["--expose-gc", fileURLToPath(new URL(name, folder))], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
