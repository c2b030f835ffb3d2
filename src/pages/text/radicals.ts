/** Radicals (部首) that fonts map plain characters to, each followed by the plain one. */
const RADICALS =
  '⺁厂⺇几⺌小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢水⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罓⺲罒⺳罓⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀⻳龟⼾户';

const PLAIN = new Map<string, string>();
const LIST = [...RADICALS];
for (let i = 0; i + 1 < LIST.length; i += 2) PLAIN.set(LIST[i] ?? '', LIST[i + 1] ?? '');

const COMPATIBILITY = /[\u2e80-\u2fdf\uf900-\ufaff]/u;

/** Radicals and compatibility forms (⻋, ⼀, 羅) that some fonts map to, as the plain characters they look like. */
export function plainCharacter(text: string): string {
  if (!COMPATIBILITY.test(text)) return text;
  return PLAIN.get(text) ?? text.normalize('NFKC');
}
