import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/**/*.ts"],
  format: ["esm", "cjs"],
  dts: { entry: "src/index.ts", compilerOptions: { ignoreDeprecations: "6.0" } },
  target: "es2022",
  platform: "neutral",
  bundle: true,
  splitting: false,
  minify: false,
  sourcemap: false,
  clean: true,
  // What is built is for the tools; who runs an example wants to see its report.
  silent: true,
  esbuildPlugins: [
    {
      // Every module stays a file of its own: whoever imports one name then pays for that file alone.
      name: "keep-modules-apart",
      setup(build) {
        const extension = build.initialOptions.format === "cjs" ? ".cjs" : ".js";
        build.onResolve({ filter: /^\.{1,2}\// }, ({ kind, path }) =>
          kind === "entry-point" ? null : { path: path.replace(/\.ts$/, extension), external: true },
        );
      },
    },
  ],
});
