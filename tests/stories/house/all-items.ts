// Every page of a list, one after the other.

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** All items of a list over HTTP. @param read what gives the body of an address. */
export async function allItems<Item>(
  url: string,
  read: (url: string) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor = '';
  do {
    const joint = url.includes('?') ? '&' : '?';
    const page = await read(`${url}${joint}limit=200${cursor}`);
    items.push(...page.items);
    cursor = page.next === undefined ? '' : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== '');
  return items;
}
