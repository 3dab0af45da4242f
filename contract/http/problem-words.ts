// The words of problem documents in both languages. Those of the rules' refusals stand in `words/`.
import type { Language } from '../words/language.ts';
import type { FieldError, HttpProblemCode } from './problem.ts';

type Words = Readonly<Record<Language, string>>;

interface ProblemWords {
  readonly title: Words;
  readonly detail: Words;
}

export const PROBLEM_WORDS: Readonly<Record<HttpProblemCode, ProblemWords>> = {
  not_found: {
    title: { 'zh-CN': '未找到', en: 'Not found' },
    detail: {
      'zh-CN': '没有找到相关内容，请核对编号或链接。',
      en: 'Nothing was found under this number or link.',
    },
  },
  malformed_body: {
    title: { 'zh-CN': '请求格式有误', en: 'The body cannot be read' },
    detail: {
      'zh-CN': '请求内容不是有效的 JSON，请检查后重新发送。',
      en: 'The body is not valid JSON. Please check it and send it again.',
    },
  },
  body_too_large: {
    title: { 'zh-CN': '请求内容过大', en: 'The body is too large' },
    detail: {
      'zh-CN': '请求内容超过上限，请分批发送。',
      en: 'The body is larger than is taken. Please send less at a time.',
    },
  },
  media_type_not_supported: {
    title: { 'zh-CN': '不支持的内容类型', en: 'Media type not supported' },
    detail: {
      'zh-CN': '请以 application/json 发送请求内容。',
      en: 'Please send the body as application/json.',
    },
  },
  bad_request: {
    title: { 'zh-CN': '请求有误', en: 'The request cannot be read' },
    detail: {
      'zh-CN': '请求无法识别，请检查后重新发送。',
      en: 'The request cannot be understood. Please check it and send it again.',
    },
  },
  request_too_slow: {
    title: { 'zh-CN': '请求超时', en: 'The request came too slowly' },
    detail: {
      'zh-CN': '请求未能在规定时间内发送完毕，请重新发送。',
      en: 'The request did not arrive in time. Please send it again.',
    },
  },
  head_too_large: {
    title: { 'zh-CN': '请求头过大', en: 'The head of the request is too large' },
    detail: {
      'zh-CN': '请求头超过上限，请减少后重新发送。',
      en: 'The headers are larger than is taken. Please send fewer.',
    },
  },
  unavailable: {
    title: { 'zh-CN': '暂时无法服务', en: 'Unavailable for the moment' },
    detail: {
      'zh-CN': '系统暂时无法服务，请稍后再试。',
      en: 'The platform is unavailable for the moment. Please try again shortly.',
    },
  },
  internal_error: {
    title: { 'zh-CN': '系统出错', en: 'Something went wrong on our side' },
    detail: {
      'zh-CN': '请求未能完成。如需帮助，请提供编号 {reference}。',
      en: 'The request could not be completed. If you ask for help, please quote {reference}.',
    },
  },
};

/** The title of every problem that a refusal of the rules makes; its code and detail say which. */
export const REFUSED_TITLE: Words = { 'zh-CN': '无法办理', en: 'Refused' };
export const INVALID_TITLE: Words = { 'zh-CN': '填写有误', en: 'Please check what you entered' };

/** Where not a field but a whole part of the request is wrong; the sentence about it follows. */
export const WHOLE_WORDS: Words = { 'zh-CN': '{part}有误：', en: 'Please check the {part}: ' };
export const PART_WORDS: Readonly<Record<FieldError['in'], Words>> = {
  body: { 'zh-CN': '请求内容', en: 'body' },
  query: { 'zh-CN': '查询参数', en: 'query' },
  path: { 'zh-CN': '请求地址', en: 'address' },
  header: { 'zh-CN': '请求头', en: 'headers' },
};
