import { MAIN, XML } from './xml.ts';

/** Indexes of the cell formats in {@link STYLES}. */
export const STYLE = { plain: 0, header: 1, amount: 2, doubtful: 3, contradicted: 4, text: 5, note: 6 } as const;
export type StyleName = keyof typeof STYLE;

const fill = (rgb: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;

/** Built-in number formats: 4 is `#,##0.00`, 49 is text. */
const format = (numFmt: number, font: number, fillId: number, wrap = false) =>
  `<xf numFmtId="${numFmt}" fontId="${font}" fillId="${fillId}" borderId="0" xfId="0" applyNumberFormat="1"` +
  ` applyFont="1" applyFill="1"${wrap ? ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' : '/>'}`;

/** The style sheet of the workbook: yellow for what a person should look at, red for what contradicts an identity. */
export const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}">` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  `${fill('D9E1F2')}${fill('FFF2CC')}${fill('F8CBAD')}</fills>` +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="7">${format(0, 0, 0)}${format(0, 1, 2, true)}${format(4, 0, 0)}${format(4, 0, 3)}` +
  `${format(4, 0, 4)}${format(49, 0, 0)}${format(0, 0, 0, true)}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
