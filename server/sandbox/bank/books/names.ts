// Names of people and organisations as banks compare them.

/** Whether two names are the same but for width, case, points and spaces. */
export function isSameName(left: string, right: string): boolean {
  return plainName(left) === plainName(right);
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·.]+/g, '');
}
