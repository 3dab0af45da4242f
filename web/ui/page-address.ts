// The addresses that pages have, as types: a link to a page that there is not does not compile.

/** `/lend/claims/$claimId` as any address of that page. */
type Filled<Path extends string> = Path extends `${infer Before}/$${infer After}`
  ? After extends `${string}/${infer Rest}`
    ? `${Before}/${string}/${Filled<Rest>}`
    : `${Before}/${string}`
  : Path;

/** What each area adds: its name, and the paths of its pages. */
export interface PagePaths {
  readonly home: '/';
}

type Path = PagePaths[keyof PagePaths] & string;

export type PageAddress = Filled<Path> | `${Filled<Path>}?${string}` | `${Filled<Path>}#${string}`;
