/**
 * Builds dist/, what the package runs: JavaScript of src/, the review page, and the types of the library.
 * In a checkout src/ runs as it is; nothing there needs a build.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { WASM_FILES } from '../src/engines/ocr/onnx-runtime.ts';

const ROOT = join(import.meta.dirname, '..');

/** Builds into `out`. */
function build(out: string): void {
  rmSync(out, { recursive: true, force: true });
  compile(['--outDir', out]);
  cpSync(join(ROOT, 'src/review/built'), join(out, 'review/built'), { recursive: true });
  carryRuntime(join(out, 'onnxruntime-wasm'));
  const types = mkdtempSync(join(tmpdir(), 'yusuan-types-'));
  try {
    compile(['--outDir', types, '--declaration', '--emitDeclarationOnly']);
    for (const file of reachable(join(types, 'library.d.ts'))) cpSync(file, join(out, relative(types, file)));
  } finally {
    rmSync(types, { recursive: true, force: true });
  }
}

/** The WebAssembly build of ONNX Runtime (MIT) travels in the package: it needs no script to install. */
function carryRuntime(out: string): void {
  const from = dirname(createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
  mkdirSync(out, { recursive: true });
  for (const name of WASM_FILES) cpSync(join(from, name), join(out, name));
}

function compile(options: readonly string[]): void {
  const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
  const { bin }: { bin: { tsc: string } } = JSON.parse(readFileSync(manifest, 'utf8'));
  const tsc = join(dirname(manifest), bin.tsc);
  execFileSync(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.build.json'), ...options], { stdio: 'inherit' });
}

/** A declaration file and those it speaks of: users of the library need no others. */
function reachable(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/from ['"](\.[^'"]+)\.[jt]s['"]/g)) {
    reachable(join(dirname(file), `${target}.d.ts`), seen);
  }
  return seen;
}

build(join(ROOT, process.argv[2] ?? 'dist'));
