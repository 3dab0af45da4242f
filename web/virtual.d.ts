// What the build makes up: the look as CSS, from ui/theme.json.
declare module 'virtual:theme.css';
declare module '*.css';
