import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes two records to each topic `prefix-compression`, with the client that most implementations use. */
public class Produce {
  public static void main(String[] arguments) {
    for (int index = 2; index < arguments.length; index++) {
      Properties properties = new Properties();
      properties.put("bootstrap.servers", arguments[0]);
      properties.put("compression.type", arguments[index]);
      // so that both records are in one batch
      properties.put("linger.ms", "500");
      StringSerializer serializer = new StringSerializer();
      try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties, serializer, serializer)) {
        for (String text : new String[] {"first", "second"}) {
          ProducerRecord<String, String> record =
              new ProducerRecord<>(arguments[1] + "-" + arguments[index], "key", (text + " Ä").repeat(2000));
          record.headers().add("X-Text", text.getBytes());
          producer.send(record);
        }
      }
    }
  }
}
