import type { UnreadCode } from '../model/codes.ts';

type Language = 'zh' | 'en';

type Told = UnreadCode | 'page-lost' | 'embedded-documents';

/** What there is to do about a document that was not read (未能读取): its pages cannot be looked at. */
const WHAT_TO_DO: Readonly<Record<Told, Readonly<Record<Language, string>>>> = {
  'password-needed': {
    zh: 'PDF 设有打开密码，没有读。请把密码写进一个文件，用 yusuan import --password-file 再次导入；或另存为不加密的 PDF',
    en: 'the PDF needs a password and was not read: import it again with --password-file, or save it without one',
  },
  'password-wrong': {
    zh: 'PDF 设有打开密码，给出的都不对，没有读。请核对密码后再次导入',
    en: 'the PDF needs a password, and none that was given opens it: check them and import it again',
  },
  'encryption-unknown': {
    zh: 'PDF 用证书或专门软件加密，打不开，没有读。请另存为不加密的 PDF，或请发布单位重发，再导入',
    en: 'the PDF is encrypted by a certificate or a program of its own: save it without, or ask its publisher, and import that',
  },
  'file-damaged': {
    zh: 'PDF 已损坏或不完整，没有读。请重新下载，或请发布单位重发，再导入',
    en: 'the PDF is damaged or incomplete and was not read: download it again or ask its publisher, and import that',
  },
  'file-no-pdf': {
    zh: '文件不是 PDF，或里面没有任何页，没有读。请核对文件，另存为 PDF 再导入',
    en: 'the file is no PDF, or one without pages: check it, save it as PDF, and import that',
  },
  'file-too-large': {
    zh: 'PDF 页数太多，没有读。请拆分后导入各份',
    en: 'the PDF has too many pages and was not read: split it and import the parts',
  },
  'page-lost': {
    zh: '按文件自己的页面目录应有这一页，却读不到。请在 PDF 阅读器里核对页数；另存一份或重新下载后再导入',
    en: 'by the file’s own list of pages there should be this one, but it cannot be reached: compare with a PDF viewer, save or download it anew',
  },
  'embedded-documents': {
    zh: 'PDF 里还夹带别的 PDF，没有读。请在 PDF 阅读器里把它们另存出来，分别导入',
    en: 'PDFs lie within this one and were not read: save them from a PDF viewer and import each of them',
  },
  'reading-failed': {
    zh: '读取超时、内存超限或程序出错，没有读完。可放宽 --timeout、--memory 后再次导入',
    en: 'reading took too long or too much memory, or the program failed: import it again with more --timeout or --memory',
  },
};

function isTold(reason: string): reason is Told {
  return Object.hasOwn(WHAT_TO_DO, reason);
}

/** What to do about a document or page that stayed unread for `reason`; null for all other reasons. */
export function whatToDo(reason: string, language: Language): string | null {
  return isTold(reason) ? WHAT_TO_DO[reason][language] : null;
}
