export function isNodeVersionSupported(version: string): boolean;
export function requireSupportedNode(): void;
