import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { Trainings } from './trainings.service.js';
import {
  NewTraining,
  OfferForm,
  TrainingChanges,
  TrainingDone,
  TrainingQuery,
} from './volunteering.forms.js';
import {
  TrainingList,
  TrainingResource,
  VolunteeringResource,
  TRAINING_FILE,
} from './volunteering.resources.js';
import { Volunteering } from './volunteering.service.js';

@ApiTags('people')
@Controller('api/v1')
export class VolunteeringApiController {
  constructor(
    private readonly trainings: Trainings,
    private readonly volunteering: Volunteering,
  ) {}

  @Get('trainings')
  @Requires('people.read')
  @ApiOperation({ operationId: 'listTrainings', summary: 'The trainings that organizations keep account of' })
  @ApiOkResponse({ type: TrainingList })
  @AsFile(TRAINING_FILE)
  async list(@CurrentCaller() caller: Caller, @Query() query: TrainingQuery): Promise<TrainingList> {
    return { data: await this.trainings.list(caller, query.owner_id ?? null) };
  }

  @Post('trainings')
  @Requires('people.write')
  @ApiOperation({ operationId: 'createTraining', summary: 'Adds a training' })
  @ApiCreatedResponse({ type: TrainingResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewTraining): Promise<TrainingResource> {
    return this.trainings.create(caller, form);
  }

  @Patch('trainings/:id')
  @Requires('people.write')
  @ApiOperation({ operationId: 'changeTraining', summary: 'Changes a training; who did it keeps their day' })
  @ApiOkResponse({ type: TrainingResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: TrainingChanges,
  ): Promise<TrainingResource> {
    return this.trainings.change(caller, id, form);
  }

  @Get('people/:id/volunteering')
  @Requires('people.read')
  @ApiOperation({ operationId: 'getVolunteering', summary: 'What they offer, and what they were trained in' })
  @ApiOkResponse({ type: VolunteeringResource })
  read(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<VolunteeringResource> {
    return this.volunteering.read(caller, id);
  }

  @Put('people/:id/volunteering')
  @Requires('people.write')
  @ApiOperation({ operationId: 'setVolunteering', summary: 'Writes what they offer' })
  @ApiOkResponse({ type: VolunteeringResource })
  offer(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: OfferForm,
  ): Promise<VolunteeringResource> {
    return this.volunteering.offer(caller, id, form);
  }

  @Put('people/:id/trainings/:trainingId')
  @Requires('people.write')
  @ApiOperation({ operationId: 'setPersonTraining', summary: 'Writes down that they did a training' })
  @ApiOkResponse({ type: VolunteeringResource })
  train(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('trainingId', IdPipe) trainingId: string,
    @Body() form: TrainingDone,
  ): Promise<VolunteeringResource> {
    return this.volunteering.train(caller, id, trainingId, form);
  }

  @Delete('people/:id/trainings/:trainingId')
  @Requires('people.write')
  @ApiOperation({
    operationId: 'removePersonTraining',
    summary: 'Takes a training away that they did not do',
  })
  @ApiOkResponse({ type: VolunteeringResource })
  untrain(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('trainingId', IdPipe) trainingId: string,
  ): Promise<VolunteeringResource> {
    return this.volunteering.untrain(caller, id, trainingId);
  }
}
