// The languages in which the platform speaks.

export type Language = 'zh-CN' | 'en';
