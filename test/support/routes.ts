import { RequestMethod } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACCESS } from '../../src/platform/http/access.js';

export interface Route {
  method: string;
  /** As Fastify knows it: `/api/v1/staff/:id`. */
  path: string;
  /** 'public', 'signed-in', 'half-signed-in' or a permission; undefined where the route declares none. */
  rule: string | undefined;
  /** 'TeamApiController.list', for messages. */
  name: string;
}

/** Every route of every controller, with the access rule that the guard will find. */
export function routesOf(app: NestFastifyApplication): Route[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    const type = metatype as { name: string; prototype: Record<string, object> };
    return scanner.getAllMethodNames(type.prototype).flatMap((method) => {
      const handler = type.prototype[method]!;
      const verb = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
      if (verb === undefined) return [];
      const rule = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, type)) as
        string | undefined;
      return paths(type).flatMap((prefix) =>
        paths(handler).map((path) => ({
          method: RequestMethod[verb],
          path: `/${[prefix, path].join('/').split('/').filter(Boolean).join('/')}`,
          rule,
          name: `${type.name}.${method}`,
        })),
      );
    });
  });
}

function paths(of: object): string[] {
  return [Reflect.getMetadata('path', of) as string | string[]].flat();
}

/** What Fastify answers, as 'GET /path': also what no controller declares and so nothing guards. */
export function answeredRoutes(app: NestFastifyApplication): string[] {
  const branch: string[] = [];
  const tree = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  return tree.split('\n').flatMap((line) => {
    const [, indent, segment, methods] = /^([│ ]*)[├└]── (\S+)(?: \((.*)\))?$/.exec(line) ?? [];
    if (segment === undefined) return [];
    const depth = indent!.length / 4;
    branch.splice(depth, Infinity, segment);
    return (methods?.split(', ') ?? []).map(
      (method) => `${method} ${branch.join('').replace(/(?<!\/)\*$/, '/*')}`,
    );
  });
}

/** The resource a path parameter names: 'staff/:id' and 'grants/:grantId' in `/api/v1/staff/:id/grants/:grantId`. */
export function parametersOf(path: string): string[] {
  return [...path.matchAll(/([^/]+)\/(:[^/]+)/g)].map(([, noun, parameter]) => `${noun}/${parameter}`);
}
