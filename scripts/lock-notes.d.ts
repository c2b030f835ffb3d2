export function bringsItsCode(path: string): boolean;
