import type { FormsWording } from '../../declare/wording/wording.ts';

const PHONE = /(?<![\d.,])(?:1[3-9]\d{9}|0\d{2,3}[-—－ ]\d{7,8})(?![\d.,])/gu;

/** The text without names of contact persons (联系人、经办人、负责人) and telephone numbers. */
export function withoutContacts(text: string, { contact, phone_label, left_out }: FormsWording): string {
  const labelled = text.replace(contact, `$1${left_out}`).replace(phone_label, `$1${left_out}`);
  return labelled.replace(PHONE, left_out);
}
