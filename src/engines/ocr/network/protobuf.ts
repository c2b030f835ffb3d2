/** One field of a message in the wire format of Protocol Buffers: a number, or bytes that may be a message again. */
export type Field =
  | { readonly id: number; readonly type: 0; readonly value: bigint }
  | { readonly id: number; readonly type: 1 | 2 | 5; readonly value: Uint8Array };

/** Bytes of the types of fixed length. */
const FIXED = { 1: 8, 5: 4 } as const;

/**
 * The fields of a message, in their order; what they mean is the reader's to know.
 * @throws RangeError where the bytes are no message.
 */
export function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < bytes.length; ) {
    const key = numberAt(bytes, at);
    const [id, type] = [Number(key.value) >> 3, Number(key.value) & 7];
    if (type === 0) {
      const { value, end } = numberAt(bytes, key.end);
      fields.push({ id, type, value });
      at = end;
    } else if (type === 1 || type === 2 || type === 5) {
      const length = type === 2 ? numberAt(bytes, key.end) : { value: BigInt(FIXED[type]), end: key.end };
      at = length.end + Number(length.value);
      if (at > bytes.length) throw new RangeError('a message breaks off');
      fields.push({ id, type, value: bytes.subarray(length.end, at) });
    } else throw new RangeError(`no type ${type} of fields`);
  }
  return fields;
}

/** A whole number, seven bits in each byte, the lowest first. */
function numberAt(bytes: Uint8Array, from: number): { readonly value: bigint; readonly end: number } {
  let value = 0n;
  for (let at = from; ; at++) {
    const byte = bytes[at];
    if (byte === undefined) throw new RangeError('a message breaks off');
    value |= BigInt(byte & 0x7f) << BigInt(7 * (at - from));
    if (byte < 0x80) return { value, end: at + 1 };
  }
}

/** The message that these fields make. */
export function messageOf(fields: readonly Field[]): Uint8Array {
  const parts = fields.flatMap((field) => {
    const key = bytesOf(BigInt((field.id << 3) | field.type));
    if (field.type === 0) return [key, bytesOf(field.value)];
    return field.type === 2 ? [key, bytesOf(BigInt(field.value.length)), field.value] : [key, field.value];
  });
  return Buffer.concat(parts);
}

function bytesOf(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from([...bytes, Number(rest)]);
}

/** A field that holds text. */
export function text(id: number, value: string): Field {
  return { id, type: 2, value: Buffer.from(value, 'utf8') };
}

/** A field that holds a message. */
export function message(id: number, fields: readonly Field[]): Field {
  return { id, type: 2, value: messageOf(fields) };
}

/** A field that holds a whole number. */
export function whole(id: number, value: number): Field {
  return { id, type: 0, value: BigInt(value) };
}

/** A field that holds a number of single precision. */
export function float(id: number, value: number): Field {
  return { id, type: 5, value: new Uint8Array(Float32Array.of(value).buffer) };
}

/** What the fields of one number hold: bytes. */
export function allBytes(fields: readonly Field[], id: number): Uint8Array[] {
  return fields.flatMap((field) => (field.id === id && field.type !== 0 ? [field.value] : []));
}

/** The same as text. */
export function allTexts(fields: readonly Field[], id: number): string[] {
  return allBytes(fields, id).map((value) => Buffer.from(value).toString('utf8'));
}

/** The same as whole numbers, one in each field or packed into one. */
export function allWhole(fields: readonly Field[], id: number): number[] {
  return fields.flatMap((field) => {
    if (field.id !== id) return [];
    if (field.type === 0) return [Number(field.value)];
    const numbers: number[] = [];
    for (let at = 0; at < field.value.length; ) {
      const { value, end } = numberAt(field.value, at);
      numbers.push(Number(value));
      at = end;
    }
    return numbers;
  });
}

/** Bytes as numbers of single precision. */
export function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
