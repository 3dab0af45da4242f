// A route's schemas are compiled when the first request needs them. All of them at once are half the work of a start,
// and most are not asked for in its first minutes.
import AjvCompiler from '@fastify/ajv-compiler';
import SerializerSelector, { type Options } from '@fastify/fast-json-stringify-compiler';
import type { FastifySchemaCompiler, FastifyServerOptions } from 'fastify';

type Controller = NonNullable<FastifyServerOptions['schemaController']>;
type BuildValidators = ReturnType<typeof AjvCompiler>;
type Validator = ReturnType<FastifySchemaCompiler<unknown>>;

/** What Fastify compiles schemas with, each put off until it is needed. */
export function lazyCompilers(): Controller {
  const validators = AjvCompiler();
  const serializers = SerializerSelector();
  const buildValidator = (...given: Parameters<BuildValidators>) => {
    const compile = validators(...given) as FastifySchemaCompiler<unknown>;
    return (route: Parameters<typeof compile>[0]) => validatorWhenAsked(() => compile(route));
  };
  const buildSerializer = (externals: unknown, options?: Options) => {
    const compile = serializers(externals, options);
    return (route: Parameters<typeof compile>[0]) => serializerWhenAsked(() => compile(route));
  };
  return { compilersFactory: { buildValidator, buildSerializer } } as Controller;
}

function validatorWhenAsked(compile: () => Validator): Validator {
  let compiled: Validator | undefined;
  const validator: Validator = (data) => {
    compiled ??= compile();
    const result = compiled(data);
    validator.errors = compiled.errors ?? null;
    return result;
  };
  return validator;
}

function serializerWhenAsked(compile: () => (value: unknown) => string) {
  let compiled: ((value: unknown) => string) | undefined;
  return (value: unknown) => {
    compiled ??= compile();
    return compiled(value);
  };
}
