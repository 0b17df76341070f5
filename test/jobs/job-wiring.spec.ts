import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { declaredJobs, Handles, job } from '../../src/platform/jobs/job.js';
import { JobHandlers } from '../../src/platform/jobs/job-handlers.js';

const bark = job<{ dogId: string }>('dogs.bark');
const fetchStick = job<{ stickId: string }>('dogs.fetch');

@Injectable()
class Dog {
  readonly barked: string[] = [];

  @Handles(bark)
  async barks({ dogId }: { dogId: string }): Promise<void> {
    this.barked.push(dogId);
    await Promise.resolve();
  }
}

@Injectable()
class Retriever extends Dog {
  @Handles(fetchStick)
  async fetches(): Promise<void> {
    await Promise.resolve();
  }
}

async function handlersOf(...providers: (new () => object)[]): Promise<JobHandlers> {
  const imports = [DiscoveryModule];
  const module = await Test.createTestingModule({
    imports,
    providers: [JobHandlers, ...providers],
  }).compile();
  return module.get(JobHandlers);
}

describe('wiring of jobs', () => {
  afterEach(() => void declaredJobs.delete('dogs.sleep'));

  it('finds the method that handles each declared job', async () => {
    const handlers = await handlersOf(Retriever);
    expect([...handlers.find().keys()].sort()).toEqual(['dogs.bark', 'dogs.fetch']);
  });

  it('refuses to start where a declared job has no handler, naming it', async () => {
    const handlers = await handlersOf(Retriever);
    job('dogs.sleep');
    expect(() => handlers.find()).toThrow('dogs.sleep has no handler');
  });

  it('refuses to start where a job has two handlers, naming it', async () => {
    const handlers = await handlersOf(Retriever, Dog);
    expect(() => handlers.find()).toThrow('dogs.bark has two handlers');
  });

  it('refuses a second declaration of the same name', () => {
    expect(() => job('dogs.bark')).toThrow('declared twice');
  });

  it('does not compile where a handler takes what the job does not carry', () => {
    class Cat {
      // @ts-expect-error: the job carries a dogId
      @Handles(bark)
      async meows({ catId }: { catId: string }): Promise<void> {
        await Promise.resolve(catId);
      }
    }
    expect(Cat).toBeDefined();
  });
});
