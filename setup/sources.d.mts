export function isBuilt(root: string): boolean;
export function digestOf(root: string): string;
export function stampBuild(folder: string, sources: string): void;
