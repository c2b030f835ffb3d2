/** Where an object, or what lies below a prefix, is kept in object storage (对象存储). */
export interface BucketPlace {
  readonly bucket: string;
  /** The key of an object; empty, or with `/` at its end, what lies below it is meant. */
  readonly key: string;
}

/** The SDK takes more for a bucket (ARNs of access points); what stands here can only be the name of one. */
const BUCKET = /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/i;
const LOOKS_LIKE_ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;

export function isBucketAddress(text: string): boolean {
  return /^s3:\/\//i.test(text);
}

/**
 * The place that `s3://bucket/key` names, null when it names none. The key is taken as it stands, as `aws s3` does: a `%`
 * or `#` in it means itself. An address cannot say which server is asked.
 */
export function bucketPlace(text: string): BucketPlace | null {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]*)\/?(.*)$/is.exec(text) ?? [];
  return BUCKET.test(bucket) && !LOOKS_LIKE_ADDRESS.test(bucket) ? { bucket, key } : null;
}

export function bucketAddress({ bucket, key }: BucketPlace): string {
  return `s3://${bucket}/${key}`;
}

/** True when all that lies below the place is meant. */
export function isPrefix({ key }: BucketPlace): boolean {
  return key === '' || key.endsWith('/');
}
