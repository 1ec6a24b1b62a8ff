package io.sluice.envelope;

import io.sluice.change.RowChange;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;

/** Reads records without schemas, whose fields alone say what they are. */
record SchemalessReader(ValueReader debezium) implements ValueReader {

  @Override
  public Optional<RowChange> read(EnvelopeRecord record) {
    if (!(record.value() instanceof Map<?, ?> value)) {
      throw new DataException("the value is no envelope; use the converter that wrote it");
    }
    if (OtherRecords.include(value)) {
      return Optional.empty();
    }
    if (!Fields.in(value.get(EnvelopeFields.SOURCE))) {
      throw new DataException("the value is no envelope");
    }
    if (Fields.of(value.get(EnvelopeFields.SOURCE), SourceBlock.COMMIT_LSN) != null) {
      throw new RecordRefused(
          "SCHEMA_MISSING",
          "topic " + record.topic() + " has records that Sluice wrote, without their schemas",
          "set value.converter.schemas.enable=true at the source connector and here");
    }
    return debezium.read(record);
  }
}
