import type { FailureCode } from '../batch/protocol.ts';

type BucketProblem = Extract<FailureCode, `s3-${string}`>;

export interface BucketWords {
  readonly failure: Readonly<Record<BucketProblem, (detail: string) => string>>;
  /** A place where buckets are not read. */
  readonly notHere: string;
  readonly endpoint: string;
  readonly pathStyle: string;
  readonly badEndpoint: string;
}

/** Words of object storage (对象存储) in Chinese; English must have the same keys. */
export const bucketsZh: BucketWords = {
  failure: {
    's3-no-client': () =>
      '读对象存储（s3://）要加装一个包。在装 yusuan 的地方运行 npm install @aws-sdk/client-s3（全局安装的加 --global），再运行同一命令。',
    's3-no-credentials': (detail) =>
      `没有找到对象存储的密钥（${detail}）。请设环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY，或用 AWS_PROFILE 指定 ~/.aws 里的一节。`,
    's3-bad-credentials': (detail) =>
      `对象存储不认这个密钥（${detail}）。请检查密钥是否写错、过期，AWS_REGION 和 --s3-endpoint 是否与它相配。`,
    's3-denied': (detail) =>
      `没有权限（${detail}）。请给这个密钥读对象（s3:GetObject）和列出桶（s3:ListBucket）的权限；不能列桶的密钥，对象不存在时也这样回答。`,
    's3-no-bucket': () =>
      '没有这个桶。请检查桶名；不在 AWS 上的（MinIO、OSS、COS 等）要用 --s3-endpoint 指明服务地址。',
    's3-no-object': () => '桶里没有这个对象。请检查路径和大小写；要导入一个前缀下的全部 PDF，请在末尾加 /。',
    's3-unknown-host': (detail) =>
      `找不到对象存储的服务器（${detail}）。请检查 --s3-endpoint、AWS_REGION 和网络；自建的 MinIO 等多半还要加 --s3-path-style。`,
    's3-region': (detail) => `桶在另一个地域（${detail}）。请把 AWS_REGION 设为桶所在的地域，或检查 --s3-endpoint。`,
    's3-archived': () => '对象在归档存储里，现在取不了。请先在控制台把它恢复（restore），再运行同一命令。',
    's3-not-pdf': (detail) => `桶里的这个对象不是 PDF（${detail}），没有导入。请检查上传的文件。`,
    's3-refused': (detail) =>
      `对象存储没有给出文件（${detail}）。请检查 --s3-endpoint、--s3-path-style 和 AWS_REGION。`,
  },
  notHere: '这里不读对象存储。请在命令行运行 yusuan import s3://桶/前缀/。',
  endpoint: '对象存储（s3://）的服务地址，不在 AWS 上的要写，如 http://minio:9000（默认按 AWS SDK 的设置）',
  pathStyle: '桶名写在路径里（自建的 MinIO 等要用；OSS、COS 不要用）',
  badEndpoint: '请写以 http:// 或 https:// 开头、不带密码的地址。',
};

export const bucketsEn: BucketWords = {
  failure: {
    's3-no-client': () =>
      'Reading object storage (s3://) takes one more package. Run npm install @aws-sdk/client-s3 where yusuan is installed (with --global if that is globally), then the same command again.',
    's3-no-credentials': (detail) =>
      `No credentials for object storage were found (${detail}). Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a section of ~/.aws with AWS_PROFILE.`,
    's3-bad-credentials': (detail) =>
      `The store does not accept these credentials (${detail}). Check whether they are misspelt or have expired, and whether AWS_REGION and --s3-endpoint go with them.`,
    's3-denied': (detail) =>
      `No permission (${detail}). Allow these credentials to read objects (s3:GetObject) and to list the bucket (s3:ListBucket); without the latter, an object that does not exist is answered like this, too.`,
    's3-no-bucket': () =>
      'There is no such bucket. Check its name; for stores other than AWS (MinIO, OSS, COS …) say where they are with --s3-endpoint.',
    's3-no-object': () =>
      'There is no such object in the bucket. Check its path, small and capital letters alike; to import all PDFs below a prefix, end it with /.',
    's3-unknown-host': (detail) =>
      `There is no such store (${detail}). Check --s3-endpoint, AWS_REGION and the network; a MinIO of your own most likely needs --s3-path-style as well.`,
    's3-region': (detail) =>
      `The bucket lies in another region (${detail}). Set AWS_REGION to the region of the bucket, or check --s3-endpoint.`,
    's3-archived': () =>
      'The object is in archive storage and cannot be had now. Restore it first, then run the same command again.',
    's3-not-pdf': (detail) => `This object is no PDF (${detail}) and was not imported. Check what was uploaded.`,
    's3-refused': (detail) =>
      `The store gave no document (${detail}). Check --s3-endpoint, --s3-path-style and AWS_REGION.`,
  },
  notHere: 'Object storage is not read here. Run yusuan import s3://bucket/prefix/ on the command line.',
  endpoint:
    'address of the object storage (s3://) where it is not AWS, such as http://minio:9000 (default: what the AWS SDK is set to)',
  pathStyle: 'put the name of the bucket in the path (for a MinIO of your own and the like; not for OSS and COS)',
  badEndpoint: 'Give an address that begins with http:// or https://, without a password.',
};
