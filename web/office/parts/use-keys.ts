// Keys of a page: each letter does one thing, and none does anything while somebody writes.
import { useEffect, useRef } from 'react';

/** By the name of the key in small letters; `mod+enter` works in a field too, as does `escape`. */
export type KeyActs = Readonly<Record<string, (() => void) | undefined>>;

const IN_FIELDS = ['mod+enter', 'escape'];

/** While the part of the page is there, its keys do what they say. */
export function useKeys(acts: KeyActs): void {
  const newest = useRef(acts);
  useEffect(() => {
    newest.current = acts;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const name = keyName(event);
      if (isWriting(event) && !IN_FIELDS.includes(name)) return;
      const act = newest.current[name];
      if (act === undefined || event.defaultPrevented) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

const PLACE_MS = 1_500;

/** `G`, then a letter: the letters of places are asked before those of the page. */
export function useGoKeys(acts: KeyActs): void {
  const newest = useRef(acts);
  useEffect(() => {
    newest.current = acts;
  });
  useEffect(() => {
    let until = 0;
    const pressed = (event: KeyboardEvent) => {
      if (isWriting(event)) return;
      const name = keyName(event);
      const isAwaited = event.timeStamp < until;
      if (!isAwaited && name !== 'g') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!isAwaited) {
        until = event.timeStamp + PLACE_MS;
        return;
      }
      until = 0;
      newest.current[name]?.();
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, []);
}

function keyName({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  const name = key.toLowerCase();
  if (altKey) return '';
  return ctrlKey || metaKey ? `mod+${name}` : name;
}

function isWriting({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
