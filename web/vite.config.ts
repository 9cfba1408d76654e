// How the app is built: one folder of hashed files, dist/, with a compressed copy beside every file that gains by it.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const COMPRESSIBLE = /\.(m?js|css|html|svg|json|txt)$/;
const BYTES_MIN = 1024;

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

// Writes x.br and x.gz beside every x, so that the server never compresses what does not change.
function precompress(): Plugin {
  let folder = "dist";
  return {
    name: "precompress",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      for (const path of filesBelow(folder)) {
        const bytes = readFileSync(path);
        if (!COMPRESSIBLE.test(path) || bytes.length < BYTES_MIN) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

// Without groups every icon and helper that two pages share is a file of its own, a hundred requests a page. A group takes along what its modules import, so
// those come first that import nothing of the others. The library of maps and what draws with it stay apart: most pages have none.
const LIBRARIES = /node_modules[\\/](?!maplibre-gl|pbf|@mapbox|@maplibre)/;
const groups: { name: string; test: RegExp; priority: number; minShareCount: number; tags?: "$initial"[] }[] = [
  { name: "libraries", test: LIBRARIES, priority: 4, minShareCount: 1, tags: ["$initial"] },
  { name: "more_libraries", test: LIBRARIES, priority: 3, minShareCount: 2 },
  { name: "common", test: /src[\\/](api|design|lib)[\\/]/, priority: 2, minShareCount: 2 },
  { name: "shared", test: /src[\\/](?!.*(canvas|map_library|layer_source|use_map\.))/, priority: 1, minShareCount: 2 },
];

const server = process.env.BAILIWICK_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), tailwindcss(), precompress()],
  resolve: { alias: { "@": join(import.meta.dirname, "src") } },
  build: { manifest: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1500, rolldownOptions: { output: { codeSplitting: { groups } } } },
  server: { port: 5173, host: "127.0.0.1", proxy: { "/api": { target: server, changeOrigin: false } } },
});
