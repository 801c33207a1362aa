import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

// What is used of the global WebAssembly, which the ES libraries of TypeScript leave to the browser's.
type WasmLoader = {
  readonly instantiate: (
    bytes: Uint8Array,
    imports: Readonly<Record<string, object>>,
  ) => Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
};

// The package's glue code holds one WebAssembly instance per process, so starting it is once per process too.
let starting: Promise<void> | null = null;

/** Loads the schema engine's WebAssembly into its glue code; later calls wait for the first. */
export function startSchemaEngineWasm(): Promise<void> {
  starting ??= instantiate();
  return starting;
}

// Importing the package's main module would do this too, with Node's warning about an experimental feature.
async function instantiate(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
  const loader = asLoader(Reflect.get(globalThis, 'WebAssembly'));
  const { instance } = await loader.instantiate(bytes, { './schema_engine_bg.js': glue });
  asFunction(Reflect.get(glue, '__wbg_set_wasm'))(instance.exports);
  asFunction(instance.exports.__wbindgen_start)();
}

// Guarantee: every supported Node has WebAssembly.instantiate with this signature.
function asLoader(value: unknown): WasmLoader {
  return value as WasmLoader;
}

function asFunction(value: unknown): (...args: readonly unknown[]) => unknown {
  if (typeof value !== 'function')
    throw new TypeError('The schema engine has another shape than this version expects');
  return (...args) => Reflect.apply(value, undefined, args);
}
