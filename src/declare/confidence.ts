import * as z from 'zod';

const share = z.number().min(0).max(1);

/** The share of right amounts for each proof, as fitted. */
const byProof = z.strictObject({ proven: share, consistent: share, unproven: share, contradicted: share });

/** pipelines/confidence.yaml: calibrated confidence, fitted by scripts/fit-confidence.ts. */
export const confidenceSchema = z.strictObject({
  text: byProof.describe('文字层的数'),
  ocr: z
    .array(z.strictObject({ above: share.describe('识别置信度不低于此值'), ...byProof.shape }))
    .min(1)
    .describe('识别的数，按识别置信度分档，由高到低'),
  repair: share.describe('由勾稽关系改正的数'),
  place: z
    .strictObject({
      inferred: share.describe('核心报表里归位是推定的数'),
      beside: share.describe('核心报表以外、以及没有声明的列里的数，至多这么有把握'),
    })
    .describe('归位的把握'),
});

export type ConfidenceTable = z.output<typeof confidenceSchema>;
