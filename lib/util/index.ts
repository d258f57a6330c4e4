export { atomicWrite, syncDirectory } from './atomicWrite.ts';
export { type CodedError, describeError, isCodedError } from './codedError.ts';
export { endWithReader, parseCount, parsePort, parseRate, parseSeconds, program } from './commandLine.ts';
export { createLogger, type Logger, silentLogger } from './logger.ts';
export { type Run, runProgram } from './runProgram.ts';
export { textTable } from './textTable.ts';
