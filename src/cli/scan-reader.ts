/** What reads lines of scanned pages here: machine code, the slower build that the package carries, or nothing. */
export async function scanReader(): Promise<'native' | 'wasm' | 'none'> {
  const runtime = (await import('../engines/ocr/onnx-runtime.ts')).onnxRuntime();
  if (runtime === null) return 'none';
  return runtime.id === 'onnxruntime-1.30.0' ? 'native' : 'wasm';
}
