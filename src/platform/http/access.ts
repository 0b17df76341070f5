import { SetMetadata } from '@nestjs/common';

export const ACCESS = 'accord:access';

/**
 * Who may call a route. Every route has one, on its method or its class; a test walks the router and fails on a
 * route without. The guard in staff/ decides; `public` and `signed-in` are its two rules that name no permission.
 */
export const Access = (rule: string): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, rule);

/** Anybody, without a session. */
export const Public = (): MethodDecorator & ClassDecorator => Access('public');

/** Any account with a session, whatever its roles. */
export const SignedIn = (): MethodDecorator & ClassDecorator => Access('signed-in');
