import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';

/** A store that speaks S3, on a free port of this machine, with one empty bucket. */
export interface TestStore {
  readonly url: string;
  put(key: string, body: Uint8Array | string): Promise<void>;
  stop(): Promise<void>;
}

export const BUCKET = 'reports';
/** What the SDK takes from the environment; the store lets everybody in. */
export const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'somebody', AWS_SECRET_ACCESS_KEY: 'something' };

export async function openStore(): Promise<TestStore> {
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  server.createBucket(BUCKET);
  // The machine's own address of it, whatever name the server gives itself.
  const url = `http://127.0.0.1:${server.port}`;
  const credentials = { accessKeyId: 'owner', secretAccessKey: 'owner' };
  const client = new S3Client({ endpoint: url, region: 'us-east-1', credentials });
  return {
    url,
    put: async (key, body) => void (await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }))),
    stop: async () => {
      client.destroy();
      await server.stop();
    },
  };
}
