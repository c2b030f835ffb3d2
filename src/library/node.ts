/** The oldest Node that has what pdf.js asks for. */
const OLDEST = { major: 22, minor: 13 } as const;

/** Throws, in words that say what to do, where Node is too old to read PDFs. */
export function requireNode(version = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return;
  throw new Error(`yusuan needs Node ${OLDEST.major}.${OLDEST.minor} or newer to read PDFs; this is Node ${version}`);
}
