import { type LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** Nest names each route and module at boot: worth nothing to an operator. */
const CHATTER = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
]);

/**
 * One JSON object a line. Nobody logs requests' bodies, addresses or names; messages are the developers' own
 * sentences with ids in them. Line breaks inside a message stay inside its JSON string (ASVS 16.4.1).
 */
export class JsonLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(level: string) {
    this.pino = pino({
      level,
      base: { pid: process.pid },
      formatters: { level: (label) => ({ level: label }) },
    });
  }

  private write(
    level: 'info' | 'error' | 'warn' | 'debug' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const error = [message, ...rest].find((each) => each instanceof Error);
    const context = rest.filter((each): each is string => typeof each === 'string').at(-1);
    const text = message instanceof Error ? message.message : String(message);
    this.pino[level]({ context, ...(error ? { stack: error.stack } : {}) }, text);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    const isChatter = typeof context === 'string' && CHATTER.has(context);
    this.write(isChatter ? 'debug' : 'info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
}
