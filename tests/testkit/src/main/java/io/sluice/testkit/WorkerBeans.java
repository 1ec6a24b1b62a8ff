package io.sluice.testkit;

import com.sun.tools.attach.VirtualMachine;
import io.sluice.control.box.ConnectWorker;
import java.io.IOException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What a worker's plugins tell over JMX.
 *
 * @param jmx a session with the worker
 */
public record WorkerBeans(JMXConnector jmx) implements AutoCloseable {

  /** Opens a session, through the worker's own agent, which is started from here. */
  @SuppressWarnings("BanJNDI") // The address is a worker's of our own.
  public static WorkerBeans of(ConnectWorker worker) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(worker.pid().pid()));
    try {
      return new WorkerBeans(
          JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
    } finally {
      machine.detach();
    }
  }

  /**
   * A metric of a connector's first task.
   *
   * @param tags further ones, each after a comma
   */
  public Object metric(String connector, String tags, String name) throws Exception {
    MBeanServerConnection beans = jmx.getMBeanServerConnection();
    return beans.getAttribute(
        new ObjectName(
            "kafka.connect:type=plugins,connector=%s,task=0%s".formatted(connector, tags)),
        name);
  }

  @Override
  public void close() throws IOException {
    jmx.close();
  }
}
