/** What stands for a name or number that was left out. */
const LEFT_OUT = '〔略〕';

const CONTACT =
  /((?:(?:项目|单位|部门|财务|股室|主要|具体)?负责人|经办人|联系人|填报人|填表人|审核人|制表人|主管领导|分管领导)\s*[：:]\s*)([^\s，,；;。、|]{1,12})/gu;
const PHONE_LABEL =
  /((?:联系|咨询|办公|监督|举报|投诉)?(?:电话|手机|方式|号码)\s*[：:]\s*)([0-9０-９()（）\-—－\s、/]{7,})/gu;
const PHONE = /(?<![\d.,])(?:1[3-9]\d{9}|0\d{2,3}[-—－ ]\d{7,8})(?![\d.,])/gu;

/** The text without names of contact persons (联系人、经办人、负责人) and telephone numbers. */
export function withoutContacts(text: string): string {
  return text.replace(CONTACT, `$1${LEFT_OUT}`).replace(PHONE_LABEL, `$1${LEFT_OUT}`).replace(PHONE, LEFT_OUT);
}
