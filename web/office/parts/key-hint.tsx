// A key as it is printed beside what it does.
export function KeyHint({ name }: { readonly name: string }) {
  return (
    <kbd className="key" data-plain="">
      {name}
    </kbd>
  );
}
