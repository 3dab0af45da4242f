// The look of the bank's own pages: plain, and unlike the platform's, so that nobody takes one for the other.

export const PAGE_STYLE = `
:root { color-scheme: light; --ink: #1c2430; --soft: #5b6675; --line: #d5dbe3; --bank: #7a1f2b; }
* { box-sizing: border-box; }
body { margin: 0; background: #f4f5f7; color: var(--ink);
  font: 16px/1.6 system-ui, "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif; }
header { background: var(--bank); color: #fff; padding: 14px 20px; display: flex; flex-wrap: wrap;
  gap: 4px 16px; align-items: baseline; }
header strong { font-size: 18px; }
header span { opacity: .85; font-size: 14px; }
header a { color: #fff; margin-left: auto; }
main { max-width: 560px; margin: 24px auto; padding: 24px 20px; background: #fff;
  border: 1px solid var(--line); border-radius: 8px; }
h1 { font-size: 22px; line-height: 1.3; margin: 0 0 12px; }
dl { display: grid; grid-template-columns: minmax(7em, max-content) 1fr; gap: 8px 16px; margin: 16px 0;
  align-items: baseline; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
dd.amount { font-size: 22px; font-variant-numeric: tabular-nums; }
label { display: block; margin: 14px 0 4px; }
input { width: 100%; padding: 10px 12px; font: inherit; border: 1px solid #8a94a3; border-radius: 6px; }
button { margin: 18px 10px 0 0; padding: 10px 22px; font: inherit; border-radius: 6px; cursor: pointer;
  border: 1px solid var(--bank); background: var(--bank); color: #fff; }
button.quiet { background: #fff; color: var(--bank); }
:focus-visible { outline: 3px solid #d9a441; outline-offset: 2px; }
.problem { border-left: 4px solid #b3261e; padding: 8px 12px; background: #fdeceb; }
.done { border-left: 4px solid #1d7a46; padding: 8px 12px; background: #e9f6ee; }
.note { color: var(--soft); font-size: 14px; }
section { border-top: 1px solid var(--line); margin-top: 18px; padding-top: 6px; }
@media (max-width: 600px) {
  main { margin: 0; border: 0; border-radius: 0; min-height: 80vh; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 10px; }
  button { width: 100%; margin-right: 0; }
}
`;
