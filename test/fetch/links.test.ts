import { describe, expect, test } from 'vitest';
import { checkedLookup } from '../../src/fetch/addresses.ts';
import { nameOf } from '../../src/fetch/kept.ts';
import { linkOf, looksLikeLink, parseLinks } from '../../src/fetch/link.ts';

test('a list holds links, sums and remarks; other lines are named with their number', () => {
  const sum = 'AB'.repeat(32);
  const text = `\uFEFF# 2026\r\nhttps://a.example/1.pdf\r\n\r\nhttps://a.example/1.pdf#page=2\nhttp://b.example/二.pdf ${sum}\nfile:///etc/passwd\nftp://x/y\nhttps://u:p@c.example/\nreports/3.pdf\nhttps://d.example/ 12`;
  const { links, bad } = parseLinks(text);
  expect(links).toEqual([
    { url: 'https://a.example/1.pdf', sha256: null },
    { url: 'http://b.example/%E4%BA%8C.pdf', sha256: sum.toLowerCase() },
  ]);
  expect(bad.map(({ line }) => line)).toEqual([6, 7, 8, 9, 10]);
});

test('a list names objects of buckets, their keys as they are, but no server', () => {
  const sum = 'ab'.repeat(32);
  const bad = ['s3://', 's3://b', 's3://127.0.0.1:9000/b/a.pdf', 's3://10.0.0.1/a.pdf', 's3://k:s@b/a.pdf'];
  const good = ['s3://reports/2026/', `S3://reports/预算 一%20#2.pdf SHA256:${sum.toUpperCase()}`, 's3://reports'];
  const { links, bad: lines } = parseLinks([...good, ...bad, `s3://reports/2026/ ${sum}`].join('\n'));
  expect(links).toEqual([
    { url: 's3://reports/2026/', sha256: null },
    { url: 's3://reports/预算 一%20#2.pdf', sha256: sum },
    { url: 's3://reports/', sha256: null },
  ]);
  expect(lines.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 9]);
  // Where a server leads to another place, a bucket is none.
  expect(linkOf('s3://reports/a.pdf')).toBeNull();
});

test('paths are no links', () => {
  expect(['C:\\a.pdf', 'C:/a.pdf', '/a/b', 'a.pdf', 'http.pdf'].filter(looksLikeLink)).toEqual([]);
  expect(['file:///etc/passwd', 's3://b/k', 'HTTPS://a/b'].filter((text) => !looksLikeLink(text))).toEqual([]);
});

describe('the name of a file', () => {
  const name = (url: string) => nameOf(linkOf(url) ?? { url: '', sha256: null });
  test.each([
    ['https://a.example/x/%E9%A2%84%E7%AE%97.PDF', '预算.pdf'],
    ['https://a.example/download?id=1', 'download.pdf'],
    ['https://a.example/', 'document.pdf'],
    ['https://a.example/%2e%2e%2f%2e%2e%2fetc%2fpasswd', '_.._etc_passwd.pdf'],
    ['https://a.example/%D4%A4%CB%E3.pdf', '%D4%A4%CB%E3.pdf'],
    ['https://a.example/a%00b%0A:c.pdf', 'a_b__c.pdf'],
  ])('%s → %s', (url, expected) => {
    expect(name(url)).toBe(expected);
  });
  test('is short enough for any file system', () => {
    expect(Buffer.byteLength(name(`https://a.example/${'预'.repeat(300)}.pdf`))).toBeLessThan(255);
  });
});

test('a name is resolved once; one forbidden address among its answers is enough', async () => {
  let asked = 0;
  const answers = (...addresses: string[]) =>
    checkedLookup(
      (address) => address !== '10.0.0.1',
      (_host, _options, done) => {
        asked += 1;
        const found = addresses.map((address) => ({ address, family: 4 }));
        done(null, found);
      },
    );
  const ask = (...addresses: string[]) =>
    new Promise((resolve) => {
      answers(...addresses)('a.example', { all: false }, (error, address) => resolve(error?.message ?? address));
    });
  expect(await ask('1.1.1.1', '1.0.0.1')).toBe('1.1.1.1');
  expect(await ask('1.1.1.1', '10.0.0.1')).toMatch('10.0.0.1');
  expect(await ask()).toMatch('?');
  expect(asked).toBe(3);
});
